import { withSupport } from "../guards.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";
import { addToOrganisation } from "../sign-in-problems/add-person.server";

export const loader = withSupport(checkLoader(addToOrganisation));
export const action = withSupport(checkAction(addToOrganisation));
export const handle = checkHandle;
export default CheckPage;
