import type { Resources } from "../resources.ts";
import { askAgain } from "./dfe/cookies/ask-again.ts";
import { actorFields } from "../security-events/report.ts";
import { sessionCookie } from "./sessions/session-cookie.ts";
import { endSession } from "./sessions/sessions.ts";
import type { Visit } from "./sign-in.ts";

/** What happens after our session has ended: `url` ends the session at DfE Sign-in, unless it is null. */
export type SignedOut = { url: string | null; headers: Headers };

/**
 * Ends our session, and returns where the session at DfE Sign-in ends, with the headers of the response (specification,
 * section 6, Signing out). Without a session, or if DfE Sign-in is unavailable, there is no such place.
 */
export async function signOut(
  { environment: { PUBLIC_URL }, db, dfeSignIn, log }: Resources,
  { sessionId, requestId, report }: Visit,
): Promise<SignedOut> {
  const headers = new Headers({ "Clear-Site-Data": '"cache"' }); // browsers then also empty their back/forward cache
  headers.append("Set-Cookie", await sessionCookie(PUBLIC_URL).serialize("", { maxAge: 0 }));
  headers.append("Set-Cookie", await askAgain(PUBLIC_URL));
  const ended = sessionId === undefined ? undefined : await endSession(db, sessionId);
  if (ended !== undefined) report("signed_out", actorFields(ended.user));
  try {
    return { url: ended === undefined ? null : await dfeSignIn.signOutUrl(ended.idToken), headers };
  } catch (err) {
    log.warn({ err, requestId }, "Signed out here only: DfE Sign-in does not say where its own session ends");
    return { url: null, headers };
  }
}
