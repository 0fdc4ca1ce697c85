import { redirect } from "@remix-run/node";
import type { Caller } from "../../server/router";
import type { SignedInArgs } from "../guards.server";
import { isRefusal } from "../refusals.server";

/** How to send one user's invitation again. `invitationAction` and `invitationLoader` use this object. */
export type Invitation = {
  /** The path of the list of users, to which the action redirects if nobody can be invited to the organisation any more. */
  list: string;
  /** The path of the user's details page, to which action and loader redirect otherwise. */
  details: string;
  /** Sends the invitation through `api`, which stores the banner in the same transaction. */
  resend: (api: Caller) => Promise<unknown>;
};

export type MakeInvitation = (args: SignedInArgs) => Invitation;

const banner = { type: "success", text: "We will send the invitation again" } as const;

/** Sends the invitation again. If that is refused, a banner shows the reason (specification, section 4). */
export const invitationAction = (makeInvitation: MakeInvitation) => async (args: SignedInArgs) => {
  const { list, details, resend } = makeInvitation(args);
  try {
    await resend(await args.server.api({ banner }));
  } catch (error) {
    const isClosed = isRefusal(error, "organisationClosed");
    if (!isClosed && !isRefusal(error, "alreadySignedIn", "sentJustNow", "tooManyEmails")) throw error;
    await args.server.leaveBanner({ type: "important", text: error.message });
    if (isClosed) return redirect(list);
  }
  return redirect(details);
};

/** Only a POST request sends. After a sign-in in between, the browser requests the same URL with GET. */
export const invitationLoader = (makeInvitation: MakeInvitation) => (args: SignedInArgs) =>
  redirect(makeInvitation(args).details);
