import type { Resources } from "../resources.ts";
import { isUnavailable } from "../procedures/unavailable.ts";
import type { Banner } from "./sessions/banners.ts";
import { SignInError } from "./dfe/dfe-sign-in.ts";
import { recognise } from "./recognise.ts";
import { createSessionCookie } from "./sessions/session-cookie.ts";
import { endSession, startSession } from "./sessions/sessions.ts";

/** What a form says, empty again, that was posted after the time-out (specification, section 6). */
const signedOutMeanwhile: Banner = {
  type: "important",
  text: "You were signed out because you were inactive. Enter the details again.",
};

/** Leads to DfE Sign-in. */
export async function beginSignIn(resources: Resources, request: Request): Promise<Response> {
  return resources.dfeSignIn.begin(request).catch(countFailure(resources));
}

/**
 * Ends a sign-in at DfE Sign-in with a session of ours, in place of the one before, and leads on: to the page that was
 * asked for, or to `/no-access` (specification, section 6).
 *
 * @param before the id of the session before, live or over
 * @throws {SignInError} where the person cancelled, or the answer cannot be trusted
 */
export async function completeSignIn(
  resources: Resources,
  request: Request,
  before: string | undefined,
): Promise<Response> {
  return complete(resources, request, before).catch(countFailure(resources));
}

/** Counts what went wrong, and leaves it to whoever asked. */
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
  const user = await recognise(db, identity);
  if (before !== undefined) await endSession(db, before);
  const sessionId = await startSession(db, {
    idToken,
    supportUserId: user?.kind === "support_user" ? user.id : undefined,
    organisationUserId: user?.kind === "organisation_user" ? user.id : undefined,
    refusedEmail: user ? undefined : identity.email,
    banner: user && destination.isAfterTimeout ? signedOutMeanwhile : undefined,
  });
  const outcome = user?.kind ?? "refused";
  log.info({ outcome }, "Signed in");
  metrics.countSignIn(outcome);
  headers.append("Set-Cookie", await createSessionCookie(environment.PUBLIC_URL).serialize(sessionId));
  headers.set("Location", user ? destination.path : "/no-access");
  return new Response(null, { status: 302, headers });
}

/**
 * Ends our session, then leads to where DfE Sign-in's own ends (specification, section 6); to the sign-in page while that is unknown,
 * for whoever signs out must be out here whatever happens there.
 *
 * @param sessionId of the session, live or over
 */
export async function signOut(
  { environment, db, dfeSignIn, log }: Resources,
  sessionId: string | undefined,
): Promise<Response> {
  const headers = new Headers({
    Location: "/sign-in",
    "Set-Cookie": await createSessionCookie(environment.PUBLIC_URL).serialize("", { maxAge: 0 }),
  });
  const idToken = sessionId === undefined ? undefined : await endSession(db, sessionId);
  try {
    if (idToken !== undefined) headers.set("Location", await dfeSignIn.signOutUrl(idToken));
  } catch (err) {
    log.warn({ err }, "Signed out here only: DfE Sign-in does not say where its own session ends");
  }
  return new Response(null, { status: 302, headers });
}
