import { editSupportUser } from "../person-flow/support-user.server";
import { CheckPage, checkHandle } from "../person-flow/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = checkLoader(editSupportUser);
export const action = checkAction(editSupportUser);
export const handle = checkHandle;
export default CheckPage;
