import { addOrganisationUser } from "../person-flow/organisation-user.server";
import { CheckPage, checkHandle } from "../person-flow/check-page";
import { checkAction, checkLoader } from "../person-flow/steps.server";

export const loader = checkLoader(addOrganisationUser);
export const action = checkAction(addOrganisationUser);
export const handle = checkHandle;
export default CheckPage;
