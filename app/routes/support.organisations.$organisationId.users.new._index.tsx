import { addOrganisationUser } from "../person-flow/organisation-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = startDraft(addOrganisationUser);

/** Never seen: with a component, an error here is a page. */
export default function StartAdding() {
  return null;
}
