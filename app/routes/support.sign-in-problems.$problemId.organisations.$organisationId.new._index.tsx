import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";
import { startDraft } from "../person-flow/steps.server";
import { addToOrganisation } from "../sign-in-problems/add-person.server";

export const loader = withSupport(startDraft(addToOrganisation));

export default NoPage;
