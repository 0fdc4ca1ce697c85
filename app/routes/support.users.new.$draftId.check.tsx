import { withSupport } from "../guards.server";
import { addSupportUser } from "../person-flow/support-user.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = withSupport(checkLoader(addSupportUser));
export const action = withSupport(checkAction(addSupportUser));
export const handle = checkHandle;
export default CheckPage;
