import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";
import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = withSupport(startDraft(editOrganisationUser));

export default NoPage;
