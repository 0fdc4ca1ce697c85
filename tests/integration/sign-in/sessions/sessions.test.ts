import { createHash } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { endSession, findSession, startSession } from "../../../../server/sign-in/sessions/sessions.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../../records/people.ts";
import { test } from "../../../fixtures/resources.ts";

const idleMinutes = 120;
const find = (db: Database, sessionId: string) => findSession(db, sessionId, idleMinutes);

/** Makes the session older: begun and last used this long ago. */
async function age(db: Database, began: string, seen: string): Promise<void> {
  await sql`
    update sessions set created_at = now() - ${began}::interval, last_seen_at = now() - ${seen}::interval
  `.execute(db);
}

async function startPriyas(db: Database): Promise<string> {
  const { id } = await createSupportUser(db, priya, { dfeSignInId: "dsi-priya" });
  return startSession(db, { idToken: "the ID token", supportUserId: id });
}

test("a session is stored under a hash of its id, and only the id opens it", async ({ db }) => {
  const sessionId = await startPriyas(db);

  const { id_hash: idHash, ...row } = await db.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
  expect(idHash).toEqual(createHash("sha256").update(sessionId).digest());
  expect(JSON.stringify(row)).not.toContain(sessionId);
  expect(Buffer.from(sessionId, "base64url")).toHaveLength(32);
  expect(await find(db, sessionId)).toMatchObject({ user: { kind: "support_user", name: "Priya Nair" } });
  for (const other of ["", "x", idHash.toString("hex"), idHash.toString("base64url"), `${sessionId}x`]) {
    expect(await find(db, other)).toBeUndefined();
  }
});

test("a session names its user", async ({ db }) => {
  const { id } = await createOrganisationUser(db, megan);
  const sessionId = await startSession(db, { idToken: "the ID token", organisationUserId: id });

  expect(await find(db, sessionId)).toMatchObject({
    idToken: "the ID token",
    user: { kind: "organisation_user", id, name: "Megan Price" },
    refusedEmail: null,
    refusedReason: null,
    hasBanner: false,
  });
});

test.for([
  ["119 minutes", "119 minutes", true],
  ["121 minutes", "121 minutes", false],
  ["11 hours 59 minutes", "0 minutes", true],
  ["12 hours", "0 minutes", false],
] as const)("begun %s ago, last used %s ago: lives? %s", async ([began, seen, lives], { db }) => {
  const sessionId = await startPriyas(db);
  await age(db, began, seen);

  expect((await find(db, sessionId)) !== undefined).toBe(lives);
});

test("the idle limit can be configured", async ({ db }) => {
  const sessionId = await startPriyas(db);
  await age(db, "20 minutes", "20 minutes");

  expect(await findSession(db, sessionId, 19)).toBeUndefined();
  expect(await findSession(db, sessionId, 21)).toBeDefined();
});

test("what a page asks by itself does not extend the idle limit", async ({ db }) => {
  const sessionId = await startPriyas(db);
  await age(db, "100 minutes", "100 minutes");

  expect(await findSession(db, sessionId, idleMinutes, false)).toBeDefined();

  expect(await findSession(db, sessionId, 99)).toBeUndefined();
});

test("use extends the idle limit, but not the absolute limit", async ({ db }) => {
  const sessionId = await startPriyas(db);
  await age(db, "10 hours", "100 minutes");
  await find(db, sessionId);

  const lastSeen = db.selectFrom("sessions").select(["created_at", "last_seen_at"]);
  const { created_at: began, last_seen_at: seen } = await lastSeen.executeTakeFirstOrThrow();

  expect(Date.now() - seen.getTime()).toBeLessThan(60_000);
  expect(Date.now() - began.getTime()).toBeGreaterThan(9 * 3_600_000);
});

test("reading does not renew a session that is over its limit", async ({ db }) => {
  const sessionId = await startPriyas(db);
  await age(db, "3 hours", "121 minutes");

  expect(await find(db, sessionId)).toBeUndefined();
  expect(await find(db, sessionId)).toBeUndefined();
});

test("a refused session lasts 10 minutes, despite use, and has no user", async ({ db }) => {
  const sessionId = await startSession(db, {
    idToken: "the ID token",
    refused: { email: "eve@example.com", reason: "not_invited" },
  });

  await age(db, "9 minutes 59 seconds", "0 seconds");
  expect(await find(db, sessionId)).toMatchObject({
    user: null,
    refusedEmail: "eve@example.com",
    refusedReason: "not_invited",
  });
  await age(db, "10 minutes", "0 seconds");
  expect(await find(db, sessionId)).toBeUndefined();
});

test("a removed support user's session ends at once", async ({ db }) => {
  const sessionId = await startPriyas(db);

  await db
    .updateTable("support_users")
    .set({ removed_at: sql<Date>`now()` })
    .execute();

  expect(await find(db, sessionId)).toBeUndefined();
});

test("the session of an organisation user who is deleted ends at once", async ({ db }) => {
  const { id } = await createOrganisationUser(db, megan);
  const sessionId = await startSession(db, { idToken: "the ID token", organisationUserId: id });

  await db.deleteFrom("organisation_users").execute();

  expect(await find(db, sessionId)).toBeUndefined();
});

test("the name is always current", async ({ db }) => {
  const sessionId = await startPriyas(db);

  await db.updateTable("support_users").set({ first_name: "Priyanka" }).execute();

  expect((await find(db, sessionId))?.user?.name).toBe("Priyanka Nair");
});

test("ending one session keeps the person's others", async ({ db }) => {
  const sessionId = await startPriyas(db);
  const session = await find(db, sessionId);
  const other = await startSession(db, { idToken: "another", supportUserId: session?.user?.id });

  expect(await endSession(db, sessionId)).toEqual({
    idToken: "the ID token",
    user: session?.user && { kind: "support_user", id: session.user.id },
  });

  expect(await find(db, sessionId)).toBeUndefined();
  expect(await find(db, other)).toMatchObject({ idToken: "another" });
});
