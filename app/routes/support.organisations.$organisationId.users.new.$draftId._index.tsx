import { withSupport } from "../guards.server";
import { addOrganisationUser } from "../person-flow/organisation-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = withSupport(detailsLoader(addOrganisationUser));
export const action = withSupport(detailsAction(addOrganisationUser));
export const handle = detailsHandle;
export default DetailsPage;
