import { withSupport } from "../guards.server";
import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = withSupport(checkLoader(editOrganisationUser));
export const action = withSupport(checkAction(editOrganisationUser));
export const handle = checkHandle;
export default CheckPage;
