import type { Resources } from "../resources.ts";
import { isUnavailable } from "../procedures/unavailable.ts";
import type { Banner } from "./sessions/banners.ts";
import { SignInError } from "./dfe/dfe-sign-in.ts";
import { recognise } from "./recognise.ts";
import { sessionCookie } from "./sessions/session-cookie.ts";
import { endSession, startSession } from "./sessions/sessions.ts";

/**
 * Shown above a form that was posted after the session had timed out: what the person entered is lost (specification,
 * section 6).
 */
const signedOutMeanwhile: Banner = {
  type: "important",
  text: "You were signed out because you were inactive. Enter the details again.",
};

/** Returns a redirect to DfE Sign-in. */
export async function beginSignIn(resources: Resources, request: Request): Promise<Response> {
  return resources.dfeSignIn.begin(request).catch(countFailure(resources));
}

/**
 * Completes a sign-in: ends the previous session, starts a new one, and returns a redirect to the page that the person
 * asked for, or to `/no-access` (specification, section 6).
 *
 * @param before the id of the previous session, which may have ended already
 * @throws {SignInError} if the person cancelled, or DfE Sign-in's response cannot be trusted
 */
export async function completeSignIn(
  resources: Resources,
  request: Request,
  before: string | undefined,
): Promise<Response> {
  return complete(resources, request, before).catch(countFailure(resources));
}

/** Returns a function that counts an error in the metrics, then throws it again. */
function countFailure({ metrics }: Resources): (error: unknown) => never {
  return (error) => {
    if (error instanceof SignInError) metrics.countSignIn(error.reason);
    else metrics.countSignIn(isUnavailable(error) ? "unavailable" : "error");
    throw error;
  };
}

async function complete(
  { environment, db, dfeSignIn, log, metrics }: Resources,
  request: Request,
  before: string | undefined,
): Promise<Response> {
  const { identity, idToken, destination, headers } = await dfeSignIn.complete(request);
  const { user, sessionId } = await recognise(db, identity, async (trx, user) => {
    const sessionId = await startSession(trx, {
      idToken,
      supportUserId: user?.kind === "support_user" ? user.id : undefined,
      organisationUserId: user?.kind === "organisation_user" ? user.id : undefined,
      refusedEmail: user ? undefined : identity.email,
      banner: user && destination.isAfterTimeout ? signedOutMeanwhile : undefined,
    });
    return { user, sessionId };
  });
  if (before !== undefined) await endSession(db, before);
  const outcome = user?.kind ?? "refused";
  log.info({ outcome }, "Signed in");
  metrics.countSignIn(outcome);
  headers.append("Set-Cookie", await sessionCookie(environment.PUBLIC_URL).serialize(sessionId));
  headers.set("Location", user ? destination.path : "/no-access");
  return new Response(null, { status: 302, headers });
}

/**
 * Ends our session, then returns a redirect to the page that ends the session at DfE Sign-in (specification, section
 * 6). If DfE Sign-in is unavailable, our session still ends, and the redirect is to our sign-in page.
 *
 * @param sessionId the id of the session, which may have ended already
 */
export async function signOut(
  { environment, db, dfeSignIn, log }: Resources,
  sessionId: string | undefined,
): Promise<Response> {
  const headers = new Headers({
    Location: "/sign-in",
    "Set-Cookie": await sessionCookie(environment.PUBLIC_URL).serialize("", { maxAge: 0 }),
    "Clear-Site-Data": '"cache"', // browsers then also empty their back/forward cache
  });
  const idToken = sessionId === undefined ? undefined : await endSession(db, sessionId);
  try {
    if (idToken !== undefined) headers.set("Location", await dfeSignIn.signOutUrl(idToken));
  } catch (err) {
    log.warn({ err }, "Signed out here only: DfE Sign-in does not say where its own session ends");
  }
  return new Response(null, { status: 302, headers });
}
