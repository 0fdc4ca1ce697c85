import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { CheckPage, checkHandle } from "../person-flow/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = checkLoader(editOrganisationUser);
export const action = checkAction(editOrganisationUser);
export const handle = checkHandle;
export default CheckPage;
