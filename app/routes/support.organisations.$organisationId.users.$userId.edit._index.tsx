import { editOrganisationUser } from "../person-flow/organisation-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = startDraft(editOrganisationUser);

/** Never seen: with a component, an error here is a page. */
export default function StartEditing() {
  return null;
}
