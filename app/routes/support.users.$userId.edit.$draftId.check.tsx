import { withSupport } from "../guards.server";
import { editSupportUser } from "../person-flow/support-user.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = withSupport(checkLoader(editSupportUser));
export const action = withSupport(checkAction(editSupportUser));
export const handle = checkHandle;
export default CheckPage;
