import { redirect } from "@remix-run/node";
import type { SignedInArgs } from "../guards.server";
import { isRefusal } from "../refusals.server";

/** Sending one user's invitation again: the plain object that the two functions work from. */
export type Invitation = {
  /** The user's details page, where it leads in any case. */
  details: string;
  resend: () => Promise<unknown>;
};

export type MakeInvitation = (args: SignedInArgs) => Invitation;

/** Sends the invitation again, or shows in a banner why not (specification, section 4). */
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

/** Sending takes a post. People who had to sign in first come here with a GET. */
export const invitationLoader = (makeInvitation: MakeInvitation) => (args: SignedInArgs) =>
  redirect(makeInvitation(args).details);

function explainRefusal(error: unknown): string {
  if (!isRefusal(error, "alreadySignedIn", "sentJustNow")) throw error;
  return error.message;
}
