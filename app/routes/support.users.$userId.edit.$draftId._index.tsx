import { editSupportUser } from "../person-flow/support-user.server";
import { DetailsPage, detailsHandle } from "../person-flow/details-page";
import { detailsAction, detailsLoader } from "../person-flow/steps.server";

export const loader = detailsLoader(editSupportUser);
export const action = detailsAction(editSupportUser);
export const handle = detailsHandle;
export default DetailsPage;
