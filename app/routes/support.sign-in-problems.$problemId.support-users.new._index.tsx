import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";
import { startDraft } from "../person-flow/steps.server";
import { addAsSupportUser } from "../sign-in-problems/add-person.server";

export const loader = withSupport(startDraft(addAsSupportUser));

export default NoPage;
