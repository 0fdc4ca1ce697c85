import { supportUserResend, resendAction, resendLoader } from "../person-flow/resend.server";

export const loader = resendLoader(supportUserResend);
export const action = resendAction(supportUserResend);
