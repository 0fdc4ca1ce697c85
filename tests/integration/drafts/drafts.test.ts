import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import { claimDraft, type DraftKey, readDraft, storeAnswers } from "../../../server/drafts/drafts.ts";
import { endSession } from "../../../server/sign-in/sessions/sessions.ts";
import { startDraft } from "../../records/drafts.ts";
import { unknownId } from "../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";
import { test } from "../../fixtures/resources.ts";
import { untilBlocked } from "../../readings/locks.ts";
import { countRows } from "../../readings/traces.ts";

const scope = "organisation:one";
const saved = { type: "success", text: "User added" } as const;
const notFound = { code: "NOT_FOUND" };

test("a draft is empty until answers are stored, then holds them as they will be saved", async ({
  resources,
  db,
}) => {
  const typed = { firstName: ` Meg\u00ad ${" ".repeat(900)}`, lastName: "", email: "MEG@EXAMPLE.com " };
  const { claim } = await startDraft(resources, scope, typed);

  const answers = { firstName: "Meg", lastName: "", email: "meg@example.com" };
  expect(await readDraft(db, claim)).toEqual({ state: "open", answers });
  expect(await readDraft(db, { ...claim, id: unknownId })).toEqual({ state: "none" });
});

test("answers that are stored again replace the first", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);

  await storeAnswers(db, claim, eric);

  expect(await readDraft(db, claim)).toEqual({ state: "open", answers: eric });
});

test.for([
  ["another scope", (claim: DraftKey) => ({ ...claim, scope: "organisation:two" })],
  ["the support users' scope", (claim: DraftKey) => ({ ...claim, scope: "support" })],
] as const)("a draft is not found for %s, and stays unchanged", async ([, change], { resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);
  await expectUntouchable(db, change(claim));
  expect(await readDraft(db, claim)).toEqual({ state: "open", answers: megan });
});

test("a draft is not found in another session, and stays unchanged", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);
  const user = await createOrganisationUser(db, eric);
  const other = await createSession(resources, { organisationUserId: user.id });
  await expectUntouchable(db, { ...claim, sessionIdHash: other.idHash });
  expect(await readDraft(db, claim)).toEqual({ state: "open", answers: megan });
});

test("a user who has signed out in another tab has to sign in again", async ({ resources, db }) => {
  const { idHash, sessionId } = await createSession(resources);
  await endSession(db, sessionId);

  const storing = storeAnswers(db, { id: unknownId, sessionIdHash: idHash, scope }, megan);

  await expect(storing).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

async function expectUntouchable(db: Parameters<typeof readDraft>[0], claim: DraftKey) {
  await expect(readDraft(db, claim)).rejects.toMatchObject(notFound);
  await expect(storeAnswers(db, claim, eric)).rejects.toMatchObject(notFound);
  const claiming = db.transaction().execute((trx) => claimDraft(trx, claim, saved));
  await expect(claiming).rejects.toMatchObject({ code: "CONFLICT" });
}

test("a saved draft is emptied, and a new post reopens it", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);

  await db.transaction().execute((trx) => claimDraft(trx, claim, saved));

  expect(await readDraft(db, claim)).toEqual({ state: "saved" });
  const row = await db.selectFrom("drafts").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ answers: null, saved_at: expect.any(Date) as Date });

  await storeAnswers(db, claim, eric);

  expect(await readDraft(db, claim)).toEqual({ state: "open", answers: eric });
  await db.transaction().execute((trx) => claimDraft(trx, claim, saved));
  expect(await readDraft(db, claim)).toEqual({ state: "saved" });
});

test("a save waits for its session before it locks the draft, as signing out does", async ({
  resources,
  db,
}) => {
  const { claim } = await startDraft(resources, scope, megan);

  const saving = await db.transaction().execute(async (trx) => {
    await trx.updateTable("sessions").set({ last_seen_at: new Date() }).execute();
    const waiting = db.transaction().execute((other) => claimDraft(other, claim, saved));
    await untilBlocked(db);
    await trx.selectFrom("drafts").select("id").forUpdate().noWait().execute();
    return { waiting };
  });

  await saving.waiting;
  expect(await readDraft(db, claim)).toEqual({ state: "saved" });
});

test("a draft is deleted with its session", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);

  await db.deleteFrom("sessions").where("id_hash", "=", claim.sessionIdHash).execute();

  expect(await readDraft(db, claim)).toEqual({ state: "none" });
});

test("a session keeps its newest 100 drafts", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, scope, megan);
  const second = { ...claim, id: randomUUID() };
  await storeAnswers(db, second, megan);
  await sql`
    insert into drafts (id, session_id_hash, scope, answers)
    select gen_random_uuid(), session_id_hash, scope, answers from drafts, generate_series(1, 98) where id = ${claim.id}
  `.execute(db);

  await storeAnswers(db, claim, eric);
  expect(await countRows(db, "drafts")).toBe(100);
  await storeAnswers(db, { ...claim, id: randomUUID() }, eric);

  expect(await countRows(db, "drafts")).toBe(100);
  expect(await readDraft(db, claim)).toEqual({ state: "none" });
  expect(await readDraft(db, second)).toMatchObject({ state: "open" });
});
