import type { Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import { type Report, reportOnCommit } from "../security-events/report.ts";
import type { Destination } from "./dfe/cookies/destination.ts";
import type { Identity } from "./match.ts";
import type { Recognised, RecognisedUser } from "./recognise.ts";
import type { Banner } from "./sessions/banners.ts";
import { makeRoom } from "./sessions/own-sessions.ts";
import { hashOf, startSession } from "./sessions/sessions.ts";

/**
 * Shown above a form that was posted after the session had timed out: what the person entered is lost (specification,
 * section 6).
 */
const signedOutMeanwhile: Banner = {
  type: "important",
  text: "You were signed out because you were inactive. Enter the details again.",
};

/** What a session begins with. `before` is the id of the browser's session before, which the new one replaces. */
type Beginning = {
  identity: Identity;
  idToken: string;
  destination: Destination;
  browser: string | null;
  before: string | undefined;
  idleMinutes: number;
  report: Report;
};

/**
 * Begins the session of a person who signs in, in the transaction that recognises them, and reports the sign-in or its
 * refusal. The oldest session of a user who has five ends (specification, section 6, Sessions).
 */
export async function beginSession(
  trx: Transaction<DB>,
  recognised: Recognised,
  { identity, idToken, destination, browser, before, idleMinutes, report }: Beginning,
): Promise<{ user: RecognisedUser | null; sessionId: string }> {
  const { user } = recognised;
  if (user === null) {
    const { reason } = recognised;
    const sessionId = await startSession(trx, {
      idToken,
      browser,
      refused: { email: identity.email, reason },
    });
    reportOnCommit(trx, report, "sign_in_refused", { reason });
    return { user, sessionId };
  }
  const count = await makeRoom(trx, user, {
    before: before === undefined ? null : hashOf(before),
    idleMinutes,
  });
  const sessionId = await startSession(trx, {
    ...{ idToken, browser },
    [user.kind === "support_user" ? "supportUserId" : "organisationUserId"]: user.id,
    banner: destination.isAfterTimeout ? signedOutMeanwhile : undefined,
  });
  const actor = { actorKind: user.kind, actorId: user.id };
  reportOnCommit(trx, report, "signed_in", actor);
  const ended = { reason: "sixth_sign_in", count, userKind: user.kind, userId: user.id } as const;
  if (count > 0) reportOnCommit(trx, report, "sessions_ended", { ...actor, ...ended });
  return { user, sessionId };
}
