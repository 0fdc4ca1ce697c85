import { withSupport } from "../guards.server";
import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = withSupport(detailsLoader(editOrganisationUser));
export const action = withSupport(detailsAction(editOrganisationUser));
export const handle = detailsHandle;
export default DetailsPage;
