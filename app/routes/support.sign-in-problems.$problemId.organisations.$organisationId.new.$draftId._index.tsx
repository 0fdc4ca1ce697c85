import { withSupport } from "../guards.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";
import { addToOrganisation } from "../sign-in-problems/add-person.server";

export const loader = withSupport(detailsLoader(addToOrganisation));
export const action = withSupport(detailsAction(addToOrganisation));
export const handle = detailsHandle;
export default DetailsPage;
