import type { Resources } from "../resources.ts";
import type { Report } from "../security-events/report.ts";
import { isUnavailable } from "../procedures/unavailable.ts";
import { askAgain } from "./dfe/cookies/ask-again.ts";
import { pathToBeginAgain } from "./dfe/cookies/destination.ts";
import { SignInError, startsAnew } from "./dfe/sign-in-error.ts";
import { failedParameter } from "./query-parameters.ts";
import { recognise } from "./recognise.ts";
import { beginSession } from "./begin-session.ts";
import { describeBrowser } from "./sessions/browser.ts";
import { sessionCookie } from "./sessions/session-cookie.ts";
import { endSession, findSession } from "./sessions/sessions.ts";

/** The request of a browser that comes back from DfE Sign-in, or signs out. */
export type Visit = {
  /** The id of the browser's session, which may have ended already. */
  sessionId: string | undefined;
  /** The id under which the request is logged. */
  requestId: string;
  /** Writes the security events of the request. */
  report: Report;
};

/**
 * Returns a redirect to DfE Sign-in; for a link of another site to our sign-in page, which asks first (specification,
 * section 6, Links of other sites).
 */
export async function beginSignIn(resources: Resources, request: Request, report: Report): Promise<Response> {
  if (isFromElsewhere(request)) {
    const { search } = new URL(request.url);
    return new Response(null, { status: 302, headers: { Location: `/sign-in${search}` } });
  }
  return goToDfeSignIn(resources, request, report);
}

/** Whether a browser says that a link of another site led here. Old browsers do not say it. */
function isFromElsewhere({ headers }: Request): boolean {
  return ["cross-site", "same-site"].includes(headers.get("Sec-Fetch-Site") ?? "");
}

async function goToDfeSignIn(resources: Resources, request: Request, report: Report): Promise<Response> {
  try {
    return await resources.dfeSignIn.begin(request);
  } catch (error) {
    countFailure(resources, report, error);
    throw error;
  }
}

/**
 * Completes a sign-in: ends the previous session, starts a new one, and returns a redirect to the page that the person
 * asked for, or to `/no-access`. A sign-in that failed or was cancelled redirects to the sign-in page, and one that has
 * to start again to DfE Sign-in (specification, section 6, Coming back from DfE Sign-in).
 */
export async function completeSignIn(
  resources: Resources,
  request: Request,
  visit: Visit,
): Promise<Response> {
  const reason = startsAnew(new URL(request.url).searchParams);
  if (reason !== null) return startAnew(resources, request, { ...visit, reason });
  try {
    return await complete(resources, request, visit);
  } catch (error) {
    countFailure(resources, visit.report, error);
    if (!(error instanceof SignInError)) throw error;
    return redirectAfter(error, resources, visit);
  }
}

function countFailure({ metrics }: Resources, report: Report, error: unknown): void {
  const other = isUnavailable(error) ? "unavailable" : "error";
  const reason = error instanceof SignInError ? error.reason : other;
  metrics.countSignIn(reason);
  report("sign_in_failed", { reason });
}

/** Whether the browser has a session, and whether it is a user's. */
async function findOwner(
  { db, environment }: Resources,
  { sessionId }: Visit,
): Promise<"user" | "refused" | "nobody"> {
  if (sessionId === undefined) return "nobody";
  const session = await findSession(db, sessionId, environment.SESSION_IDLE_MINUTES);
  if (session === undefined) return "nobody";
  return session.user === null ? "refused" : "user";
}

/** Returns a redirect that begins a sign-in with the same destination. A user who is signed in already needs none. */
async function startAnew(
  resources: Resources,
  request: Request,
  { reason, ...visit }: Visit & { reason: "expired" | "empty" },
): Promise<Response> {
  const { environment, log, metrics } = resources;
  if (reason === "expired") metrics.countSignIn("expired");
  log.info({ reason, requestId: visit.requestId }, "A sign-in starts again");
  const isUser = (await findOwner(resources, visit)) === "user";
  const path = isUser ? "/" : await pathToBeginAgain(environment.PUBLIC_URL, request);
  if (isUser || path === undefined)
    return new Response(null, { status: 302, headers: { Location: path ?? "/auth/dfe" } });
  // A redirect to this path would be taken for a link of another site.
  const address = new URL(path, environment.PUBLIC_URL);
  return goToDfeSignIn(resources, new Request(address, { headers: request.headers }), visit.report);
}

/**
 * Returns a redirect for a sign-in that did not succeed. A repeated request, such as after the browser's Back button,
 * fails although there is a session already.
 */
async function redirectAfter(error: SignInError, resources: Resources, visit: Visit): Promise<Response> {
  const { environment, log } = resources;
  const { reason, description } = error;
  const fields = { err: error, description, requestId: visit.requestId };
  if (reason === "failed") log.warn(fields, "A sign-in did not succeed");
  else log.info(fields, "A sign-in was cancelled");
  const owner = await findOwner(resources, visit);
  const headers = new Headers({ Location: "/" });
  if (owner === "nobody")
    headers.set("Location", reason === "failed" ? `/sign-in?${failedParameter}=yes` : "/sign-in");
  if (owner !== "user" && reason === "failed")
    headers.set("Set-Cookie", await askAgain(environment.PUBLIC_URL));
  return new Response(null, { status: 302, headers });
}

async function complete(
  resources: Resources,
  request: Request,
  { sessionId: before, report }: Visit,
): Promise<Response> {
  const { environment, db, dfeSignIn, log, metrics } = resources;
  const proof = await dfeSignIn.complete(request);
  const beginning = { ...proof, browser: describeBrowser(request.headers.get("User-Agent")), before, report };
  const begun = await recognise(
    db,
    proof.identity,
    (trx, recognised) =>
      beginSession(trx, recognised, { ...beginning, idleMinutes: environment.SESSION_IDLE_MINUTES }),
    report,
  );
  if (before !== undefined) await endSession(db, before);
  const { user, sessionId } = begun;
  const outcome = user?.kind ?? "refused";
  log.info({ outcome }, "Signed in");
  metrics.countSignIn(outcome);
  const { destination, headers } = proof;
  headers.append("Set-Cookie", await sessionCookie(environment.PUBLIC_URL).serialize(sessionId));
  headers.set("Location", user ? destination.path : "/no-access");
  return new Response(null, { status: 302, headers });
}
