import { withSupport } from "../guards.server";
import { addSupportUser } from "../person-flow/support-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = withSupport(detailsLoader(addSupportUser));
export const action = withSupport(detailsAction(addSupportUser));
export const handle = detailsHandle;
export default DetailsPage;
