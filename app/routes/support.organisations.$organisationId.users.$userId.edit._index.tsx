import { withSupport } from "../guards.server";
import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = withSupport(startDraft(editOrganisationUser));

/** Never shown, but without a component this route has no error page. */
export default function StartEditing() {
  return null;
}
