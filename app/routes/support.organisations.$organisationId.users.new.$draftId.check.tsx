import { withSupport } from "../guards.server";
import { addOrganisationUser } from "../person-flow/organisation-user.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = withSupport(checkLoader(addOrganisationUser));
export const action = withSupport(checkAction(addOrganisationUser));
export const handle = checkHandle;
export default CheckPage;
