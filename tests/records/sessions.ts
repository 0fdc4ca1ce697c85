import { randomUUID } from "node:crypto";
import { RequestContext } from "../../server/http/pages/request-context.ts";
import type { Resources } from "../../server/resources.ts";
import { sessionCookie } from "../../server/sign-in/sessions/session-cookie.ts";
import { findSession, startSession } from "../../server/sign-in/sessions/sessions.ts";
import { cookieHeader } from "../readings/cookies.ts";
import { createSupportUser, tom } from "./people.ts";

type Owner = { supportUserId?: string; organisationUserId?: string; refusedEmail?: string };

/** Starts a session, by default of Tom Whitfield, a support user. */
export async function createSession(resources: Resources, owner?: Owner) {
  const { db } = resources;
  const whose = owner ?? { supportUserId: (await createSupportUser(db, tom)).id };
  const { refusedEmail, ...user } = whose;
  const refused =
    refusedEmail === undefined ? undefined : { email: refusedEmail, reason: "not_invited" as const };
  const sessionId = await startSession(db, { idToken: "the ID token", ...user, refused });
  const session = await findSession(db, sessionId, 120);
  if (session === undefined) throw new Error("The session has not begun");
  return { sessionId, idHash: session.idHash };
}

/** The load context of a request in this session, or without a session. */
export async function openContext(resources: Resources, sessionId?: string): Promise<RequestContext> {
  const cookie = sessionCookie(resources.environment.PUBLIC_URL);
  return new RequestContext(resources, {
    id: randomUUID(),
    method: "GET",
    client: "192.0.2.1",
    cookie: sessionId === undefined ? null : await cookie.serialize(sessionId),
  });
}

/** The same for a browser after this response. */
export function openContextOf(resources: Resources, response: Response): RequestContext {
  return new RequestContext(resources, {
    id: randomUUID(),
    method: "GET",
    client: "192.0.2.1",
    cookie: cookieHeader(response),
  });
}
