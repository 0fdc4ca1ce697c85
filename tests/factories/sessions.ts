import { randomUUID } from "node:crypto";
import { ConsoleContext } from "../../server/context.ts";
import type { Services } from "../../server/services.ts";
import { createSessionCookie } from "../../server/sign-in/session-cookie.ts";
import { findSession, startSession } from "../../server/sign-in/sessions.ts";
import { cookieHeader } from "./cookies.ts";
import { createSupportUser, tom } from "./people.ts";

type Owner = { supportUserId?: string; organisationUserId?: string; refusedEmail?: string };

/** A session: Tom Whitfield's, a support user's, where a test does not say whose. */
export async function createSession(services: Services, owner?: Owner) {
  const { db } = services;
  const whose = owner ?? { supportUserId: (await createSupportUser(db, tom)).id };
  const sessionId = await startSession(db, { idToken: "the ID token", ...whose });
  const session = await findSession(db, sessionId, 120);
  if (session === undefined) throw new Error("The session has not begun");
  return { sessionId, idHash: session.idHash };
}

/** What a request of this session hands to loaders and actions; of nobody's without one. */
export async function openContext(services: Services, sessionId?: string): Promise<ConsoleContext> {
  const cookie = createSessionCookie(services.environment.PUBLIC_URL);
  return new ConsoleContext(services, {
    id: randomUUID(),
    clientAddress: "192.0.2.1",
    cookie: sessionId === undefined ? null : await cookie.serialize(sessionId),
  });
}

/** The same for a browser that has got this response. */
export function openContextOf(services: Services, response: Response): ConsoleContext {
  return new ConsoleContext(services, {
    id: randomUUID(),
    clientAddress: "192.0.2.1",
    cookie: cookieHeader(response),
  });
}
