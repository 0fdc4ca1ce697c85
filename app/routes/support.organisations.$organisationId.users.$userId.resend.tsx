import { withSupport } from "../guards.server";
import { invitationAction, invitationLoader } from "../person-flow/invitation.server";
import { inviteOrganisationUserAgain } from "../person-flow/organisation-user.server";

export const loader = withSupport(invitationLoader(inviteOrganisationUserAgain));
export const action = withSupport(invitationAction(inviteOrganisationUserAgain));
