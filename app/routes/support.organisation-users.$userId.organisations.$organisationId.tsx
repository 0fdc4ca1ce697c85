import { withSupport } from "../guards.server";
import { CheckPage, checkHandle } from "../person-flow/pages/check-page";
import { elsewhereAction, elsewhereLoader } from "../sign-in-problems/add-elsewhere.server";

export const loader = withSupport(elsewhereLoader);
export const action = withSupport(elsewhereAction);
export const handle = checkHandle;
export default CheckPage;
