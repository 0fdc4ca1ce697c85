import { addOrganisationUser } from "../person-flow/organisation-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = detailsLoader(addOrganisationUser);
export const action = detailsAction(addOrganisationUser);
export const handle = detailsHandle;
export default DetailsPage;
