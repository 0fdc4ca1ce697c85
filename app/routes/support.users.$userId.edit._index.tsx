import { editSupportUser } from "../person-flow/support-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = startDraft(editSupportUser);

/** Never seen: with a component, an error here is a page. */
export default function StartEditing() {
  return null;
}
