import { withSupport } from "../guards.server";
import { invitationAction, invitationLoader } from "../person-flow/invitation.server";
import { inviteSupportUserAgain } from "../person-flow/support-user.server";

export const loader = withSupport(invitationLoader(inviteSupportUserAgain));
export const action = withSupport(invitationAction(inviteSupportUserAgain));
