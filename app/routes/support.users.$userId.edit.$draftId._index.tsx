import { withSupport } from "../guards.server";
import { editSupportUser } from "../person-flow/support-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/pages/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = withSupport(detailsLoader(editSupportUser));
export const action = withSupport(detailsAction(editSupportUser));
export const handle = detailsHandle;
export default DetailsPage;
