import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { findApiToken } from "../../../server/api-tokens/authenticate.ts";
import { createToken } from "../../records/api-tokens.ts";
import { sweepUnstarted } from "../../../server/bulk-changes/upkeep.ts";
import { endSession } from "../../../server/sign-in/sessions/sessions.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import {
  doAllRows,
  rowsOf,
  signInStaff,
  startAdding,
  startAnotherSession,
} from "../../records/bulk-changes.ts";
import { createOrganisation, unknownId } from "../../records/organisations.ts";
import { tom } from "../../records/people.ts";

const notFound = { code: "NOT_FOUND" };

test("only its session sees a bulk change until the start, then everybody", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const others = [await startAnotherSession(resources, staff.actor), await signInStaff(resources, tom)];
  const rows = rowsOf(await createOrganisation(db), 1);
  const { id } = await staff.api.bulkChanges.check({ kind: "add", rows });

  for (const { api } of others) {
    await expect(api.bulkChanges.get({ bulkChangeId: id })).rejects.toMatchObject(notFound);
    await expect(api.bulkChanges.rows({ bulkChangeId: id })).rejects.toMatchObject(notFound);
    await expect(api.bulkChanges.start({ bulkChangeId: id })).rejects.toMatchObject(notFound);
    await expect(api.bulkChanges.stop({ bulkChangeId: id })).rejects.toMatchObject(notFound);
    await expect(api.bulkChanges.check({ kind: "add", rows, bulkChangeId: id })).rejects.toMatchObject(
      notFound,
    );
    expect((await api.bulkChanges.list()).items).toEqual([]);
  }
  await staff.api.bulkChanges.start({ bulkChangeId: id });
  for (const { api } of others) {
    expect(await api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({ state: "running" });
    expect((await api.bulkChanges.rows({ bulkChangeId: id })).total).toBe(1);
    expect((await api.bulkChanges.list({ isRunning: true })).items).toMatchObject([
      { id, total: 1, worked: 0 },
    ]);
  }
});

test("a token owns what it checks, for 24 hours", async ({ resources, db }) => {
  const [own, other] = await Promise.all(
    ["nightly sync", "other"].map(async (name) =>
      callAs(resources, (await findApiToken(db, await createToken(db, name))) ?? null),
    ),
  );
  if (!own || !other) throw new Error("There are no callers");
  const rows = rowsOf(await createOrganisation(db), 1);
  const { id } = await own.bulkChanges.check({ kind: "add", rows });
  await expect(other.bulkChanges.get({ bulkChangeId: id })).rejects.toMatchObject(notFound);
  expect(await sweepUnstarted(db)).toBe(0);
  await db
    .updateTable("bulk_changes")
    .set({ created_at: new Date(Date.now() - 25 * 3_600_000) })
    .execute();
  expect(await sweepUnstarted(db)).toBe(1);
  await expect(own.bulkChanges.get({ bulkChangeId: id })).rejects.toMatchObject(notFound);
});

test("a caller who is neither a page nor a script owns nothing", async ({ resources, db }) => {
  const { actor } = await signInStaff(resources);
  const rows = rowsOf(await createOrganisation(db), 1);
  const check = callAs(resources, actor).bulkChanges.check({ kind: "add", rows });
  await expect(check).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("goes with its session unless it was started, and starts once", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const ashgrove = await createOrganisation(db);
  const { id: unstarted } = await staff.api.bulkChanges.check({ kind: "add", rows: rowsOf(ashgrove, 2) });
  const started = await startAdding(staff, rowsOf(ashgrove, 1));
  const start = () => staff.api.bulkChanges.start({ bulkChangeId: started });
  await Promise.all([start(), start(), start()]);
  expect((await staff.api.activity.list({ kind: "started" })).total).toBe(1);
  const again = staff.api.bulkChanges.check({
    kind: "add",
    rows: rowsOf(ashgrove, 1),
    bulkChangeId: started,
  });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT", cause: { reason: "alreadyStarted" } });

  await endSession(db, staff.sessionId);
  const left = await db.selectFrom("bulk_changes").select("id").execute();
  expect(left).toEqual([{ id: started }]);
  expect(unstarted).not.toBe(started);
  await doAllRows(resources, started);
});

test("keeps five unstarted ones of a session, the newest", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const rows = rowsOf(await createOrganisation(db), 1);
  const ids: string[] = [];
  for (let count = 0; count < 6; count++) {
    ids.push((await staff.api.bulkChanges.check({ kind: "add", rows, bulkChangeId: randomUUID() })).id);
  }
  await Promise.all(
    ids.slice(4).map((id) => staff.api.bulkChanges.check({ kind: "add", rows, bulkChangeId: id })),
  );
  const left = await db.selectFrom("bulk_changes").select("id").orderBy("created_at").execute();
  expect(left.map(({ id }) => id).sort()).toEqual(ids.slice(1).sort());
});

test("checking again replaces the rows and what was pasted", async ({ resources, db }) => {
  const { api } = await signInStaff(resources);
  const ashgrove = await createOrganisation(db);
  const bulkChangeId = randomUUID();
  const source = { pasted: "Ada,King" };
  await api.bulkChanges.check({ kind: "add", rows: rowsOf(ashgrove, 30), bulkChangeId, source });
  expect((await api.bulkChanges.get({ bulkChangeId })).pasted).toBeNull();
  expect(await api.bulkChanges.get({ bulkChangeId, withSource: true })).toMatchObject(source);
  const file = { fileName: "users.csv", header: ["Name"] };
  const checked = await api.bulkChanges.check({
    kind: "add",
    rows: rowsOf(ashgrove, 2),
    bulkChangeId,
    source: file,
  });
  expect(checked).toMatchObject({ id: bulkChangeId, total: 2, fileName: "users.csv", organisations: 1 });
  expect((await api.bulkChanges.rows({ bulkChangeId })).total).toBe(2);
});

test("refuses to start where there is nothing to do", async ({ resources }) => {
  const { api } = await signInStaff(resources);
  const { id } = await api.bulkChanges.check({ kind: "add", rows: [{}] });
  const start = api.bulkChanges.start({ bulkChangeId: id });
  await expect(start).rejects.toMatchObject({ code: "CONFLICT", cause: { reason: "nothingToDo" } });
});

test("refuses an unknown organisation, and an input that names people in two ways", async ({ resources }) => {
  const { api } = await signInStaff(resources);
  const unknown = api.bulkChanges.check({ kind: "add", organisationId: unknownId, rows: [{}] });
  await expect(unknown).rejects.toMatchObject(notFound);
  const users = [{ userId: unknownId }];
  const both = api.bulkChanges.check({ kind: "remove", users, retryOf: unknownId });
  await expect(both).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(api.bulkChanges.check({ kind: "add", users })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
