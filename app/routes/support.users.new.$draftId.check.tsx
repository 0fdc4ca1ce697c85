import { addSupportUser } from "../person-flow/support-user.server";
import { CheckPage, checkHandle } from "../person-flow/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = checkLoader(addSupportUser);
export const action = checkAction(addSupportUser);
export const handle = checkHandle;
export default CheckPage;
