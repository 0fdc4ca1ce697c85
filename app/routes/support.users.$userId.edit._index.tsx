import { withSupport } from "../guards.server";
import { editSupportUser } from "../person-flow/support-user.server";
import { startDraft } from "../person-flow/steps.server";

export const loader = withSupport(startDraft(editSupportUser));

/** Never shown, but without a component this route has no error page. */
export default function StartEditing() {
  return null;
}
