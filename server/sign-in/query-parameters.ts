/** In the address of the sign-in page: a form was posted after the time-out. */
export const timedOutParameter = "timed-out";

/** In the address of the sign-in page: DfE Sign-in's response could not be used. */
export const failedParameter = "failed";
