import { createHash } from "node:crypto";
import { pino } from "pino";
import { expect } from "vitest";
import { scopes } from "../../../server/api-tokens/scopes.ts";
import { createToken, endToken, revokeToken } from "../../records/api-tokens.ts";
import { listAllTokens, warnOfEnds } from "../../../server/api-tokens/list.ts";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createSupportUser, megan, tom } from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { createSession } from "../../records/sessions.ts";
import { countRows, readActivity } from "../../readings/traces.ts";

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

  await revokeToken(db, "nightly sync");

  expect((await callRaw(url, list, posted(token, {}))).status).toBe(401);
  await expect(revokeToken(db, "nightly sync")).rejects.toThrow("NOT_FOUND");
  const next = await createToken(db, "nightly sync");
  expect((await callRaw(url, list, posted(next, {}))).status).toBe(200);
  expect((await readActivity(db)).map(({ action }) => action)).toEqual(["added", "removed", "added"]);
});

test("two tokens cannot have one name", async ({ token, db }) => {
  expect(token).toMatch(/^support_[\w-]{43}$/);
  await expect(createToken(db, "nightly sync")).rejects.toThrow("There is a token with this name");
});

test.for([
  [-1 / 24, 401, "tokenExpired"],
  [1 / 24, 200, undefined],
] as const)(
  "a token that ends in %d days is answered %i",
  async ([days, status, reason], { url, token, db }) => {
    await endToken(db, "nightly sync", days);

    const answered = await callRaw(url, list, posted(token, {}));

    expect([answered.status, answered.answer.error?.data.reason]).toEqual([status, reason]);
  },
);

test("a token of before scopes has them all, and does not end", async ({ url, db }) => {
  const hash = createHash("sha256").update("support_old").digest();
  await db.insertInto("api_tokens").values({ name: "old", hash }).execute();

  expect((await callRaw(url, "supportUsers.add", posted("support_old", tom))).status).toBe(200);
  expect(await listAllTokens(db)).toMatchObject([{ name: "old", endsAt: null, state: "current", scopes }]);
});

test("a token with the scope read reads everything and changes nothing", async ({ url, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const token = await createToken(db, "report", ["read"]);
  const calls = [
    { organisationId, ...megan },
    { organisationId, ...megan, lastName: "" },
  ];

  for (const input of calls) {
    const { status, answer } = await callRaw(url, "organisationUsers.add", posted(token, input));
    expect(status).toBe(403);
    expect(answer.error).toMatchObject({
      message: "This API token does not have the scope 'organisation-users'",
      data: { code: "FORBIDDEN", reason: "scopeMissing" },
    });
  }
  expect((await callRaw(url, "organisationUsers.export", posted(token, {}))).status).toBe(200);
  expect((await callRaw(url, list, posted(token, {}))).status).toBe(200);
  expect(await countRows(db, "organisation_users")).toBe(0);
});

test("a script that may not change support users cannot do so by way of a sign-in problem", async ({
  url,
  db,
}) => {
  const { id: userId } = await createSupportUser(db, tom);
  const problemId = await refuse(db, { ...tom, email: "thomas@education.gov.uk" });
  const input = { userId, problemId, confirmed: true };
  const token = await createToken(db, "usual", ["read", "organisation-users"]);

  const { answer } = await callRaw(url, "signInProblems.inviteInstead", posted(token, input));

  expect(answer.error?.data).toMatchObject({ code: "FORBIDDEN", reason: "scopeMissing" });
  expect(await db.selectFrom("support_users").select("email").execute()).toEqual([{ email: tom.email }]);
});

test("the last use is stored at most once a minute", async ({ url, token, db }) => {
  const call = () => callRaw(url, list, posted(token, {}));
  const readUse = async () => (await listAllTokens(db))[0]?.lastUsedAt;
  await Promise.all([call(), call()]);
  const first = await readUse();
  await call();
  expect(await readUse()).toBe(first);

  await db
    .updateTable("api_tokens")
    .set({ last_used_at: new Date(Date.now() - 61_000) })
    .execute();
  await call();
  expect(Date.parse((await readUse()) ?? "")).toBeGreaterThan(Date.now() - 30_000);
});

test("the log warns of each token that ends in 14 days or less, without its name", async ({ db }) => {
  for (const [name, days] of [
    ["Megan's script", 13.9],
    ["later", 14.1],
    ["ended", -1],
    ["gone", 1],
  ] as const) {
    await createToken(db, name);
    await endToken(db, name, days);
  }
  await revokeToken(db, "gone");
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line) => lines.push(line) });

  expect(await warnOfEnds({ db, log })).toBe(1);

  const { id } = (await listAllTokens(db)).find(({ name }) => name === "Megan's script") ?? {};
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { apiTokenId: id, msg: "An API token ends soon" },
  ]);
  expect(lines.join("")).not.toContain("Megan");
});

test("a token is stored as a hash only, and is listed without it", async ({ url, token, db }) => {
  const [before] = await listAllTokens(db);
  await callRaw(url, list, posted(token, {}));
  const [after] = await listAllTokens(db);

  const rows = await db.selectFrom("api_tokens").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows[0]?.hash.toString("latin1")).not.toContain(token);
  expect(before).toEqual({
    ...{ id: expect.any(String) as string, name: "nightly sync", scopes: [...scopes], madeBy: null },
    ...{ madeAt: expect.any(String) as string, endsAt: expect.any(String) as string, state: "current" },
    ...{ lastUsedAt: null, revokedAt: null },
  });
  expect(after?.lastUsedAt).toMatch(/Z$/);
});
