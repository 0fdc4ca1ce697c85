import { expect } from "vitest";
import { createApiToken, listApiTokens, revokeApiToken } from "../../../server/api-tokens/api-tokens.ts";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createSupportUser, megan } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";
import { readActivity } from "../../readings/traces.ts";

const list = "supportUsers.list";

test("a token may call every procedure, and is logged as the actor", async ({ url, token, db }) => {
  const { id: organisationId } = await createOrganisation(db);

  const added = await callRaw(url, "organisationUsers.add", posted(token, { organisationId, ...megan }));

  expect(added.status).toBe(200);
  expect(await readActivity(db)).toMatchObject([
    { by: "system", action: "added", kind: "api_token", subject: "nightly sync" },
    { by: "api_token", name: "nightly sync", action: "added", subject: "Megan Price" },
  ]);
});

test.for([
  ["no token", () => ({})],
  ["an unknown one", () => ({ authorization: "Bearer support_unknown" })],
  ["the token as a password", (token) => ({ authorization: `Basic ${btoa(`:${token}`)}` })],
  ["the token without 'Bearer'", (token) => ({ authorization: token })],
  ["the token in another header", (token) => ({ "x-api-key": token })],
] as [string, (token: string) => Record<string, string>][])(
  "%s is 401 for every procedure",
  async ([, headersWith], { url, token }) => {
    for (const path of [list, "supportUsers.add", "supportUsers.nothing"]) {
      const headers = { ...headersWith(token), "content-type": "application/json" };
      const { status, headers: answered } = await callRaw(url, path, { method: "POST", headers, body: "{}" });

      expect([status, answered.get("www-authenticate")]).toEqual([401, "Bearer"]);
    }
  },
);

test("a session's cookie is not accepted, alone or beside a token", async ({ url, resources, token }) => {
  const { id } = await createSupportUser(resources.db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const cookie = `session=${sessionId}; __Host-session=${sessionId}`;

  const alone = await callRaw(url, list, { headers: { cookie } });
  const beside = await callRaw(url, "supportUsers.get", posted(token, { userId: id }, { cookie }));

  expect(alone.status).toBe(401);
  // The actor is the token, not the person, who could not remove themselves.
  expect(beside.answer.result?.data).toMatchObject({ mayRemove: true });
});

test("a revoked token stops working at once, and its name can be used again", async ({ url, token, db }) => {
  expect((await callRaw(url, list, posted(token, {}))).status).toBe(200);

  await revokeApiToken(db, "nightly sync");

  expect((await callRaw(url, list, posted(token, {}))).status).toBe(401);
  await expect(revokeApiToken(db, "nightly sync")).rejects.toThrow("no token called 'nightly sync'");
  const next = await createApiToken(db, "nightly sync");
  expect((await callRaw(url, list, posted(next, {}))).status).toBe(200);
  expect((await readActivity(db)).map(({ action }) => action)).toEqual(["added", "removed", "added"]);
});

test("two tokens cannot have one name", async ({ token, db }) => {
  await expect(createApiToken(db, "nightly sync")).rejects.toThrow("There is a token called 'nightly sync'");
  for (const name of ["", " ", "x".repeat(101), "two\nlines"]) {
    await expect(createApiToken(db, name)).rejects.toThrow("1 to 100 characters");
  }
  expect(token).toMatch(/^support_[\w-]{43}$/);
});

test("a token is stored as a hash only, and is listed without it", async ({ url, token, db }) => {
  const [before] = await listApiTokens(db);
  await callRaw(url, list, posted(token, {}));
  const [after] = await listApiTokens(db);

  const rows = await db.selectFrom("api_tokens").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows[0]?.hash.toString("latin1")).not.toContain(token);
  expect(before).toEqual({
    name: "nightly sync",
    createdAt: expect.any(Date) as Date,
    lastUsedAt: null,
    revokedAt: null,
  });
  expect(after?.lastUsedAt).toBeInstanceOf(Date);
});
