import { withSupport } from "../guards.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";
import { addAsSupportUser } from "../sign-in-problems/add-person.server";

export const loader = withSupport(checkLoader(addAsSupportUser));
export const action = withSupport(checkAction(addAsSupportUser));
export const handle = checkHandle;
export default CheckPage;
