import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = detailsLoader(editOrganisationUser);
export const action = detailsAction(editOrganisationUser);
export const handle = detailsHandle;
export default DetailsPage;
