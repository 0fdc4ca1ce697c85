import { randomUUID } from "node:crypto";
import { RequestContext } from "../../server/http/pages/request-context.ts";
import type { Resources } from "../../server/resources.ts";
import { createSessionCookie } from "../../server/sign-in/sessions/session-cookie.ts";
import { findSession, startSession } from "../../server/sign-in/sessions/sessions.ts";
import { cookieHeader } from "../readings/cookies.ts";
import { createSupportUser, tom } from "./people.ts";

type Owner = { supportUserId?: string; organisationUserId?: string; refusedEmail?: string };

/** A session: Tom Whitfield's, a support user's, where a test does not say whose. */
export async function createSession(resources: Resources, owner?: Owner) {
  const { db } = resources;
  const whose = owner ?? { supportUserId: (await createSupportUser(db, tom)).id };
  const sessionId = await startSession(db, { idToken: "the ID token", ...whose });
  const session = await findSession(db, sessionId, 120);
  if (session === undefined) throw new Error("The session has not begun");
  return { sessionId, idHash: session.idHash };
}

/** What a request of this session hands to loaders and actions; of nobody's without one. */
export async function openContext(resources: Resources, sessionId?: string): Promise<RequestContext> {
  const cookie = createSessionCookie(resources.environment.PUBLIC_URL);
  return new RequestContext(resources, {
    id: randomUUID(),
    clientAddress: "192.0.2.1",
    cookie: sessionId === undefined ? null : await cookie.serialize(sessionId),
  });
}

/** The same for a browser that has got this response. */
export function openContextOf(resources: Resources, response: Response): RequestContext {
  return new RequestContext(resources, {
    id: randomUUID(),
    clientAddress: "192.0.2.1",
    cookie: cookieHeader(response),
  });
}
