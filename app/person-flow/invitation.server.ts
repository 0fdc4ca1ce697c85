import { redirect } from "@remix-run/node";
import type { SignedInArgs } from "../guards.server";
import { isRefusal } from "../refusals.server";

/** How to send one user's invitation again. `invitationAction` and `invitationLoader` use this object. */
export type Invitation = {
  /** The path of the user's details page, to which action and loader always redirect. */
  details: string;
  resend: () => Promise<unknown>;
};

export type MakeInvitation = (args: SignedInArgs) => Invitation;

/** Sends the invitation again. If that is refused, a banner shows the reason (specification, section 4). */
export const invitationAction = (makeInvitation: MakeInvitation) => async (args: SignedInArgs) => {
  const { details, resend } = makeInvitation(args);
  const refusal = await resend().then(() => undefined, explainRefusal);
  await args.server.leaveBanner(
    refusal === undefined
      ? { type: "success", text: "We will send the invitation again" }
      : { type: "important", text: refusal },
  );
  return redirect(details);
};

/** Only a POST request sends. After a sign-in in between, the browser requests the same URL with GET. */
export const invitationLoader = (makeInvitation: MakeInvitation) => (args: SignedInArgs) =>
  redirect(makeInvitation(args).details);

function explainRefusal(error: unknown): string {
  if (!isRefusal(error, "alreadySignedIn", "sentJustNow")) throw error;
  return error.message;
}
