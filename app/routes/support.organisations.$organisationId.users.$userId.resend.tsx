import { organisationUserResend, resendAction, resendLoader } from "../person-flow/resend.server";

export const loader = resendLoader(organisationUserResend);
export const action = resendAction(organisationUserResend);
