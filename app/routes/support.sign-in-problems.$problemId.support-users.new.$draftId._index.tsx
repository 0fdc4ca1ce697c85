import { withSupport } from "../guards.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";
import { addAsSupportUser } from "../sign-in-problems/add-person.server";

export const loader = withSupport(detailsLoader(addAsSupportUser));
export const action = withSupport(detailsAction(addAsSupportUser));
export const handle = detailsHandle;
export default DetailsPage;
