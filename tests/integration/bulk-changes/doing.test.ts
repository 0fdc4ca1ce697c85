import { sql } from "kysely";
import { expect } from "vitest";
import { doRows } from "../../../jobs/bulk-changes/do-rows.ts";
import { resumeBulkChanges } from "../../../server/bulk-changes/upkeep.ts";
import { test } from "../../fixtures/resources.ts";
import { doAllRows, outcomesOf, rowsOf, signInStaff, startAdding } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createOrganisationUsers, eric, megan } from "../../records/people.ts";

test("adds people, with activity and emails that name the bulk change", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [calder] });
  const staff = await signInStaff(resources);
  const rows = [...rowsOf(ashgrove, 1), { ...megan, firstName: "Meg", organisationId: ashgrove.id }, {}];
  const id = await startAdding(staff, rows);

  await doAllRows(resources, id);

  expect(await outcomesOf(staff, id)).toEqual([
    "Added",
    "Added to another organisation",
    "Enter a first name. Enter a last name. Enter an email address. Enter a URN or UKPRN",
  ]);
  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({
    ...{ state: "finished", total: 3, toDo: 2, worked: 2, done: 2, nothingToDo: 0, notDone: 1 },
    ...{ canRetry: true, canUndo: true, startedBy: { name: "Priya Nair" } },
  });
  const entries = await db
    .selectFrom("activity")
    .select(["action", "actor_name", "bulk_change_id"])
    .where("subject_kind", "=", "organisation_user")
    .orderBy("id")
    .execute();
  expect(entries).toEqual([
    { action: "added", actor_name: "Priya Nair", bulk_change_id: id },
    { action: "linked", actor_name: "Priya Nair", bulk_change_id: id },
  ]);
  const emails = await db.selectFrom("emails").select(["kind", "bulk_change_id"]).execute();
  expect(emails).toEqual(Array(2).fill({ kind: "organisation_user_added", bulk_change_id: id }));
});

test("says what changed between the check and the row", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const staff = await signInStaff(resources);
  const { api } = staff;
  const people = await Promise.all(
    ["gone", "invited", "signed-in"].map((name) =>
      createOrganisationUser(db, { ...eric, email: `${name}@example.com` }, { organisations: [ashgrove] }),
    ),
  );
  const users = people.map(({ id }) => ({ userId: id }));
  const added = await startAdding(staff, rowsOf(ashgrove, 1));
  const invited = await api.bulkChanges.check({ kind: "invite_again", organisationId: ashgrove.id, users });
  const removed = await api.bulkChanges.check({ kind: "remove", organisationId: ashgrove.id, users });
  expect([invited.toDo, removed.toDo]).toEqual([3, 3]);
  await api.bulkChanges.start({ bulkChangeId: invited.id });
  await api.bulkChanges.start({ bulkChangeId: removed.id });
  const [gone, again, signedIn] = people.map(({ id }) => ({ organisationId: ashgrove.id, userId: id }));

  if (!gone || !again || !signedIn) throw new Error("There are too few people");
  await api.organisationUsers.add({
    organisationId: ashgrove.id,
    firstName: "A",
    lastName: "B",
    email: "ada.0@example.com",
  });
  await api.organisationUsers.remove(gone);
  await api.organisationUsers.resendInvitation(again);
  await db
    .updateTable("organisation_users")
    .set({ dfe_sign_in_id: "dsi", last_signed_in_at: new Date() })
    .where("id", "=", signedIn.userId)
    .execute();
  for (const id of [added, invited.id, removed.id]) await doAllRows(resources, id);

  expect(await outcomesOf(staff, added)).toEqual(["Already belongs"]);
  expect(await outcomesOf(staff, invited.id)).toEqual([
    ...["Already removed", "Invited less than 5 minutes ago", "Signed in meanwhile"],
  ]);
  expect(await outcomesOf(staff, removed.id)).toEqual(["Already removed", "Removed", "Removed"]);
});

test("invites again and removes by what the check finds", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const staff = await signInStaff(resources);
  const { id: userId } = await staff.api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  await staff.api.organisationUsers.add({ organisationId: calder.id, ...megan });
  const { id: signedInId } = await createOrganisationUser(db, eric, {
    organisations: [calder],
    dfeSignInId: "dsi",
  });
  const { id: goneId } = await createOrganisationUser(db, { ...eric, email: "gone@example.com" });
  const users = [{ userId }, { userId: signedInId }, { userId: goneId }, { userId }];

  const invited = await staff.api.bulkChanges.check({ kind: "invite_again", users });
  const removed = await staff.api.bulkChanges.check({ kind: "remove", users });

  const rows = async (id: string) => (await staff.api.bulkChanges.rows({ bulkChangeId: id })).items;
  expect(await rows(invited.id)).toMatchObject([
    { verdict: "will_be_invited", organisation: { name: "Calder" }, email: megan.email },
    { verdict: "signed_in", problem: "Has signed in" },
    { verdict: "already_removed", problem: "Already removed" },
  ]);
  expect(await rows(removed.id)).toMatchObject([
    { verdict: "will_be_removed", organisation: { name: "Ashgrove Primary School" } },
    { verdict: "will_be_removed", organisation: { name: "Calder" } },
    { verdict: "will_be_removed", email: eric.email },
    { verdict: "already_removed" },
  ]);
  expect(removed).toMatchObject({ emails: 3, people: 2, organisations: 2 });
  expect(await rows(removed.id), "which was found just now").toHaveLength(4);
  for (const { id } of [invited, removed]) {
    await staff.api.bulkChanges.start({ bulkChangeId: id });
    await doAllRows(resources, id);
  }
  expect(await outcomesOf(staff, invited.id)).toEqual([
    "Invitation requested",
    "Has signed in",
    "Already removed",
  ]);
  expect(await outcomesOf(staff, removed.id)).toEqual(["Removed", "Removed", "Removed", "Already removed"]);

  const { id: onceMore } = await staff.api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  const tooSoon = await staff.api.bulkChanges.check({ kind: "invite_again", users: [{ userId: onceMore }] });
  expect(tooSoon.verdicts.just_invited).toBe(1);
});

test("takes all that a list shows, if that is 1,000 or fewer", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { api } = await signInStaff(resources);
  await createOrganisationUsers(db, ashgrove, 998, eric);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  const all = { query: "" };
  const inAshgrove = { kind: "remove", organisationId: ashgrove.id, all } as const;

  expect(await api.bulkChanges.check(inAshgrove)).toMatchObject({ total: 999, organisations: 1 });
  expect(await api.bulkChanges.check({ kind: "remove", all })).toMatchObject({ total: 1_000, people: 999 });
  const { id } = await api.bulkChanges.check({ ...inAshgrove, organisationId: calder.id });
  expect((await api.bulkChanges.rows({ bulkChangeId: id })).items).toMatchObject([{ userId }]);
  await createOrganisationUsers(db, calder, 2, eric);
  const tooMany = api.bulkChanges.check({ kind: "remove", all });
  await expect(tooMany).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("does each row once, and one at a time, when two workers share a bulk change", async ({
  resources,
  db,
}) => {
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 250));

  const jobs = [0, 100, 200, 0, 100].map((after) => doRows(resources, { bulkChangeId: id, after }));
  await Promise.all(jobs);

  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({
    state: "finished",
    done: 250,
  });
  for (const table of ["memberships", "emails"] as const) {
    const { count } = await db
      .selectFrom(table)
      .select(sql<number>`count(*)`.as("count"))
      .executeTakeFirstOrThrow();
    expect(count, table).toBe(250);
  }
});

test("queues a job for 100 rows, and by the clock where none is left", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const jobs = async () => {
    const { rows } = await sql<{ after: number }>`
      select (data ->> 'after')::integer as after from pgboss.job where name = 'bulk-change-rows' order by after
    `.execute(db);
    return rows.map(({ after }) => after);
  };
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 201));
  expect(await jobs()).toEqual([0, 100, 200]);
  await resumeBulkChanges(resources);
  expect(await jobs(), "while there are jobs").toHaveLength(3);
  await sql`delete from pgboss.job where name = 'bulk-change-rows'`.execute(db);
  await resumeBulkChanges(resources);
  expect(await jobs()).toHaveLength(3);

  await doAllRows(resources, id);
  await db.updateTable("bulk_changes").set({ finished_at: null, outcomes: null }).execute();
  await sql`delete from pgboss.job where name = 'bulk-change-rows'`.execute(db);
  await resumeBulkChanges(resources);
  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({
    state: "finished",
    done: 201,
  });
  expect(await jobs()).toEqual([]);
});

test("tries an unexpected error five times, and never holds up other rows", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 3));
  await sql`update bulk_change_rows set first_name = '' where position = 2`.execute(db); // the database refuses it
  for (let attempt = 1; attempt <= 5; attempt++) {
    await doRows(resources, { bulkChangeId: id, after: 0 });
    expect((await staff.api.bulkChanges.get({ bulkChangeId: id })).worked).toBe(attempt < 5 ? 2 : 3);
    await doRows(resources, { bulkChangeId: id, after: 0 });
    await sql`update bulk_change_rows set due_at = now() where outcome is null`.execute(db);
  }
  expect(await outcomesOf(staff, id)).toEqual(["Added", "Could not be done. Try again", "Added"]);
  expect((await staff.api.bulkChanges.get({ bulkChangeId: id })).state).toBe("finished");
});
