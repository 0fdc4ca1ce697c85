import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";
import { editSupportUser } from "../person-flow/support-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = withSupport(startDraft(editSupportUser));

export default NoPage;
