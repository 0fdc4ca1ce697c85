import { expect } from "vitest";
import { createToken, revokeToken } from "../../records/api-tokens.ts";
import { createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";
import type { Resources } from "../../../server/resources.ts";
import { createSession } from "../../records/sessions.ts";
import { countRows } from "../../readings/traces.ts";
import { test } from "../../fixtures/web.ts";

type Asking = { sessionId?: string; headers?: Record<string, string> };

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

/** Every kind of caller: with a cookie, with a token, with both and with neither. */
async function everyone(resources: Resources): Promise<Record<string, Asking>> {
  const { db, environment } = resources;
  const { id: supportUserId } = await createSupportUser(db, tom);
  const { id: organisationUserId } = await createOrganisationUser(db, megan);
  const { sessionId } = await createSession(resources, { supportUserId });
  const token = await createToken(db, "nightly sync");
  const revoked = await createToken(db, "last year");
  await revokeToken(db, "last year");
  return {
    anonymous: {},
    supportUser: { sessionId },
    organisationUser: await createSession(resources, { organisationUserId }),
    sessionAsToken: bearer(sessionId),
    supportUserWithRevokedToken: { sessionId, ...bearer(revoked) },
    token: bearer(token),
    notify: bearer(environment.NOTIFY_CALLBACK_TOKEN),
  };
}

const turnedAway = {
  anonymous: 401,
  supportUser: 401,
  organisationUser: 401,
  sessionAsToken: 401,
  supportUserWithRevokedToken: 401,
};

const input = { firstName: "Zora", lastName: "Lind", email: "zora@education.gov.uk" };
const receipt = { id: "0e0e9b3c-7a3f-4f67-a1c6-8cf1d1c3a5f0", reference: null, status: "delivered" };

test.for([
  ["GET", "/api/trpc/supportUsers.list?input=%7B%7D", undefined, { ...turnedAway, token: 200, notify: 401 }],
  ["POST", "/api/trpc/supportUsers.add", input, { ...turnedAway, token: 200, notify: 401 }],
  ["POST", "/api/trpc/nothing.here", {}, { ...turnedAway, token: 404, notify: 401 }],
  ["POST", "/webhooks/notify", receipt, { ...turnedAway, token: 401, notify: 204 }],
] as const)(
  "%s %s gives each caller the right response",
  async ([method, path, body, expected], { resources, web }) => {
    const answers: Record<string, number> = {};
    for (const [name, { sessionId, headers }] of Object.entries(await everyone(resources))) {
      const before = await countRows(resources.db, "support_users");
      const response = await web.visit(path, {
        method,
        sessionId,
        headers: { ...headers, "Content-Type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
      answers[name] = response.status;
      const added = (await countRows(resources.db, "support_users")) - before;
      expect(added, name).toBe(path.endsWith(".add") && response.status === 200 ? 1 : 0);
      expect(response.headers.getSetCookie(), name).toEqual([]);
      expect(response.headers.get("Cache-Control"), name).toBe("no-store");
    }

    expect(answers).toEqual(expected);
  },
);

test.for(["GET", "PUT", "DELETE"])(
  "%s /webhooks/notify is 405 for everyone",
  async (method, { resources, web }) => {
    for (const { sessionId, headers } of Object.values(await everyone(resources))) {
      expect((await web.visit("/webhooks/notify", { method, sessionId, headers })).status).toBe(405);
    }
  },
);
