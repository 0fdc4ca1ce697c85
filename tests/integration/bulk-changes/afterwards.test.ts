import { sql } from "kysely";
import { expect } from "vitest";
import { deleteDetails, noteSeenEnding } from "../../../server/bulk-changes/upkeep.ts";
import { readOutcomes } from "../../../server/bulk-changes/rows/rows.ts";
import { forgetFormerUsers } from "../../../server/organisation-users/former/forget.ts";
import { collect } from "../../readings/collect.ts";
import { test } from "../../fixtures/resources.ts";
import { doAllRows, outcomesOf, rowsOf, signInStaff, startAdding } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";

const ada = { firstName: "Ada", lastName: "King", email: "ada@example.com" };

test("tries the rows not done again, with what was typed", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const ashgrove = await createOrganisation(db, "Ashgrove", { urn: "100001" });
  const source = { fileName: "users.csv", header: ["Name", "Note"] };
  const rows = [
    { ...ada, urn: "100001", number: 2 },
    { ...ada, email: "ada.2@example.com", urn: "100002", number: 3, cells: ["Ada", "=1+1"] },
  ];
  const { id } = await staff.api.bulkChanges.check({ kind: "add", rows, source });
  const retry = () => staff.api.bulkChanges.check({ kind: "add", retryOf: id });
  await expect(retry(), "not started").rejects.toMatchObject({ code: "NOT_FOUND" });
  await staff.api.bulkChanges.start({ bulkChangeId: id });
  await expect(retry(), "running").rejects.toMatchObject({ cause: { reason: "notEnded" } });
  await doAllRows(resources, id);
  await createOrganisation(db, "Calder", { urn: "100002" });

  const again = await retry();

  expect(again).toMatchObject({ total: 1, toDo: 1, fileName: "users.csv" });
  const { items } = await staff.api.bulkChanges.rows({ bulkChangeId: again.id });
  expect(items).toMatchObject([{ number: 3, email: "ada.2@example.com", organisation: { name: "Calder" } }]);
  const owner = { sessionIdHash: staff.idHash, apiTokenId: null };
  const { header, batches } = await readOutcomes(db, owner, again.id);
  expect(header).toEqual(["Name", "Note"]);
  expect((await collect(batches)).flat()).toMatchObject([
    { number: 3, cells: ["Ada", "=1+1"], outcome: "Not done yet" },
  ]);
  const wrongKind = staff.api.bulkChanges.check({ kind: "remove", retryOf: id });
  await expect(wrongKind).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(ashgrove.name).toBe("Ashgrove");
});

test("tries all rows again, however many they are", async ({ resources, db }) => {
  const { api } = await signInStaff(resources);
  const rows = rowsOf(await createOrganisation(db), 1_001);
  const { id: bulkChangeId } = await api.bulkChanges.check({ kind: "add", rows });
  await api.bulkChanges.start({ bulkChangeId });
  await api.bulkChanges.stop({ bulkChangeId });

  const again = await api.bulkChanges.check({ kind: "add", retryOf: bulkChangeId });

  expect(again).toMatchObject({ total: 1_001, people: 1_001 });
});

test("removes the users who were added", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [calder] });
  const rows = [...rowsOf(ashgrove, 1), { ...megan, organisationId: ashgrove.id }, {}];
  const id = await startAdding(staff, rows);
  await doAllRows(resources, id);

  const undo = await staff.api.bulkChanges.check({ kind: "remove", undoOf: id });
  await staff.api.bulkChanges.start({ bulkChangeId: undo.id });
  await doAllRows(resources, undo.id);

  expect(undo).toMatchObject({ total: 2, toDo: 2, people: 2, organisations: 1 });
  expect(await outcomesOf(staff, undo.id)).toEqual(["Removed", "Removed"]);
  const left = await db.selectFrom("memberships").select("organisation_id").execute();
  expect(left).toEqual([{ organisation_id: calder.id }]);
});

test("streams the outcomes in the order of the file", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const id = await startAdding(staff, [
    ...rowsOf(ashgrove, 600),
    {},
    { ...megan, organisationId: ashgrove.id },
  ]);
  await staff.api.bulkChanges.stop({ bulkChangeId: id });

  const { batches } = await readOutcomes(db, { sessionIdHash: staff.idHash, apiTokenId: null }, id);
  const read = await collect(batches);

  expect(read.map(({ length }) => length)).toEqual([500, 102]);
  expect(read.flat().map(({ outcome, problem }) => [outcome, problem])).toEqual([
    ...Array.from({ length: 600 }, () => ["Stopped", ""]),
    ["Not added", "Enter a first name. Enter a last name. Enter an email address. Enter a URN or UKPRN"],
    ["Already belongs to Ashgrove Primary School", ""],
  ]);
});

test("filters rows by what became of them, and lists bulk changes of an organisation", async ({
  resources,
  db,
}) => {
  const staff = await signInStaff(resources);
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const id = await startAdding(staff, [
    {},
    ...rowsOf(ashgrove, 1),
    { ...megan, organisationId: ashgrove.id },
  ]);
  await doAllRows(resources, id);
  const positions = async (show: "all" | "done" | "nothing_to_do" | "not_done") => {
    const { items, total } = await staff.api.bulkChanges.rows({ bulkChangeId: id, show });
    expect(total).toBe(items.length);
    return items.map(({ position }) => position);
  };
  expect(await positions("all")).toEqual([1, 2, 3]);
  expect(await positions("done")).toEqual([2]);
  expect(await positions("nothing_to_do")).toEqual([3]);
  expect(await positions("not_done")).toEqual([1]);
  const list = (organisationId: string) => staff.api.bulkChanges.list({ organisationId });
  expect((await list(ashgrove.id)).items).toMatchObject([{ id, done: 1, nothingToDo: 1, notDone: 1 }]);
  expect((await list(calder.id)).items).toEqual([]);
});

test("deletes what was typed after the retention period; the counts stay", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 2));
  await doAllRows(resources, id);
  const before = await staff.api.bulkChanges.get({ bulkChangeId: id });
  expect(await deleteDetails(db, 30)).toBe(0);
  await sql`update bulk_changes set finished_at = now() - interval '31 days'`.execute(db);
  expect(await deleteDetails(db, 30)).toBe(1);
  expect(await deleteDetails(db, 30), "done once").toBe(0);

  const after = await staff.api.bulkChanges.get({ bulkChangeId: id });
  expect(after.detailsDeletedAt).not.toBeNull();
  expect(after).toMatchObject({
    done: 2,
    total: 2,
    outcomes: before.outcomes,
    canRetry: false,
    canUndo: false,
  });
  expect((await staff.api.bulkChanges.rows({ bulkChangeId: id })).items).toEqual([]);
});

test("forgets a person in the rows too, whether or not the row was done", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const ashgrove = await createOrganisation(db);
  const row = { ...ada, organisationId: ashgrove.id, cells: ["Ada", "King"] };
  const id = await startAdding(staff, [row, { ...row, firstName: "" }, { ...row, email: "b@example.com" }]);
  await doAllRows(resources, id);
  await db.deleteFrom("memberships").execute();
  const old = { created_at: new Date("2020-01-01") };
  const { id: userId } = await db
    .updateTable("organisation_users")
    .set(old)
    .where("email", "=", ada.email)
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`set session_replication_role = replica; update activity set at = '2020-01-01'; set session_replication_role = origin`.execute(
    db,
  );
  const { id: pending } = await staff.api.bulkChanges.check({ kind: "add", rows: [row] });
  await sql`update bulk_change_rows set user_id = ${userId} where bulk_change_id = ${pending}`.execute(db);
  expect(await forgetFormerUsers(db, 730), "while a row about the person is open").toBe(0);
  await sql`delete from bulk_changes where id = ${pending}`.execute(db);

  expect(await forgetFormerUsers(db, 730)).toBe(1);

  const rows = await db
    .selectFrom("bulk_change_rows")
    .select(["email", "cells", "outcome"])
    .orderBy("position")
    .execute();
  expect(rows).toEqual([
    { email: null, cells: null, outcome: "added" },
    { email: null, cells: null, outcome: "refused" },
    { email: "b@example.com", cells: ["Ada", "King"], outcome: "added" },
  ]);
});

test("tells the person who started it once that it has ended", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 1));
  const note = (userId: string) => noteSeenEnding(db, id, userId);
  expect(await note(staff.actor.id), "running").toBe(false);
  await doAllRows(resources, id);
  expect(await note("11111111-1111-4111-8111-111111111111")).toBe(false);
  expect(await note(staff.actor.id)).toBe(true);
  expect(await note(staff.actor.id)).toBe(false);
});
