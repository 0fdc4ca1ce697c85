import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { createOrganisation } from "../../records/organisations.ts";
import { createSupportUser, megan, priya, tom } from "../../records/people.ts";
import { passMinute } from "../../readings/rate-limits.ts";
import { callAs, withVariables } from "../../fixtures/resources.ts";
import { createSession } from "../../records/sessions.ts";
import { countRows } from "../../readings/traces.ts";
import { readPage, test, type Web } from "../../fixtures/web.ts";

const tooMany = { status: 429, heading: "Sorry, you have tried too many times" };

// Refused before the request to DfE Sign-in, which does not respond in this test.
const begin = (web: Web, forwardedFor?: string) =>
  web.visit("/auth/dfe", forwardedFor === undefined ? {} : { headers: { "X-Forwarded-For": forwardedFor } });

test("too many sign-ins are 429, with the time to wait", async ({ serve, resources, db }) => {
  const limited = withVariables(resources, {
    RATE_LIMIT_SIGN_IN: "2",
    DFE_SIGN_IN_ISSUER_URL: "http://127.0.0.1:1",
  });
  const web = await serve(limited);
  const otherProcess = await serve(limited);

  expect((await begin(web)).status).toBe(503);
  expect((await begin(otherProcess)).status).toBe(503);
  const refused = await begin(web);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(await readPage(refused)).toMatchObject(tooMany);
  expect((await begin(otherProcess)).status).toBe(429);

  await passMinute(db);
  expect((await begin(web)).status).toBe(503);
});

test("without TRUST_PROXY a client cannot set its address", async ({ serve, resources }) => {
  const web = await serve(
    withVariables(resources, { RATE_LIMIT_SIGN_IN: "1", DFE_SIGN_IN_ISSUER_URL: "http://127.0.0.1:1" }),
  );

  expect((await begin(web, "192.0.2.1")).status).toBe(503);
  expect((await begin(web, "192.0.2.2")).status).toBe(429);
});

test("too many saves are 429, and nothing is saved; the form before counts as one", async ({
  serve,
  resources,
  db,
}) => {
  const web = await serve(withVariables(resources, { RATE_LIMIT_SAVES: "3" }));
  const { sessionId } = await createSession(resources);
  const { id } = await createOrganisation(db);
  const save = async (email: string) => {
    const path = `/support/organisations/${id}/users/new/${randomUUID()}`;
    await web.visit(path, { sessionId, form: { ...megan, email } });
    return web.visit(`${path}/check`, { sessionId, form: {} });
  };

  expect((await save("first@example.com")).status).toBe(302);
  const refused = await save("second@example.com");
  expect(refused.headers.get("Retry-After")).toMatch(/^\d+$/);
  expect(await readPage(refused)).toMatchObject(tooMany);
  expect(await countRows(db, "organisation_users")).toBe(1);

  await passMinute(db);
  expect((await save("second@example.com")).status).toBe(302);
});

test("each support user has their own limit, and reading does not count", async ({ resources, db }) => {
  const limited = withVariables(resources, { RATE_LIMIT_SAVES: "1" });
  const callers = [await createSupportUser(db, priya), await createSupportUser(db, tom)].map((user) =>
    callAs(limited, { kind: "support_user", id: user.id, name: user.firstName }),
  );
  const userId = randomUUID();

  for (const api of callers) {
    await api.supportUsers.list({});
    await expect(api.supportUsers.remove({ userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.supportUsers.remove({ userId })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await api.supportUsers.list({});
  }
});
