/** In the URL of the sign-in page: a form was posted after the session had timed out. */
export const timedOutParameter = "timed-out";

/** In the URL of the sign-in page: DfE Sign-in's response could not be used. */
export const failedParameter = "failed";
