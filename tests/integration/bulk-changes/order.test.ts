import { expect } from "vitest";
import { doRows } from "../../../jobs/bulk-changes/do-rows.ts";
import { test } from "../../fixtures/resources.ts";
import { doAllRows, outcomesOf, rowsOf, signInStaff, startAdding } from "../../records/bulk-changes.ts";
import { createOrganisations } from "../../records/organisations.ts";

/** Rows that name one person differently, each for another organisation. */
function rowsOfOnePerson(organisations: { id: string }[]) {
  const email = "ada@example.com";
  return organisations.map(({ id }, index) => ({
    ...{ firstName: "Ada", lastName: `Row ${index + 1}`, email, organisationId: id },
  }));
}

test("a new person gets the name of their first row, also if another worker is at a later one", async ({
  resources,
  db,
}) => {
  const organisations = await createOrganisations(db, 3);
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOfOnePerson(organisations));
  await db.transaction().execute(async (trx) => {
    const first = trx.selectFrom("bulk_change_rows").where("position", "=", 1);
    await first.select("position").forUpdate().execute(); // as a worker that is doing it

    for (const after of [0, 1, 2]) await doRows(resources, { bulkChangeId: id, after });

    expect(await outcomesOf(staff, id)).toEqual([null, null, null]);
  });

  await Promise.all([2, 1].map((after) => doRows(resources, { bulkChangeId: id, after })));

  const linked = "Added to another organisation";
  expect(await outcomesOf(staff, id)).toEqual(["Added", linked, linked]);
  expect(await db.selectFrom("organisation_users").select("last_name").execute()).toEqual([
    { last_name: "Row 1" },
  ]);
  expect((await staff.api.bulkChanges.get({ bulkChangeId: id })).state).toBe("finished");
});

test("a row that fails holds up only later rows with its address, and they follow it", async ({
  resources,
  db,
}) => {
  const organisations = await createOrganisations(db, 2);
  const staff = await signInStaff(resources);
  const others = organisations.flatMap((organisation) => rowsOf(organisation, 1)).slice(0, 1);
  const id = await startAdding(staff, [...rowsOfOnePerson(organisations), ...others]);
  const first = db.updateTable("bulk_change_rows").where("position", "=", 1);
  await first.set({ first_name: "" }).execute(); // the database refuses it

  await doRows(resources, { bulkChangeId: id, after: 0 });
  expect(await outcomesOf(staff, id)).toEqual([null, null, "Added"]);

  await first.set({ first_name: "Ada", due_at: null }).execute();
  await doRows(resources, { bulkChangeId: id, after: 0 });
  expect(await outcomesOf(staff, id)).toEqual(["Added", "Added to another organisation", "Added"]);
});

test("a job does the rows of a person together, though they are far apart", async ({ resources, db }) => {
  const [ashgrove, ...others] = await createOrganisations(db, 3);
  if (ashgrove === undefined) throw new Error("There is no organisation");
  const staff = await signInStaff(resources);
  const rows = rowsOfOnePerson([ashgrove, ...others]);
  const id = await startAdding(staff, [...rows.slice(0, 1), ...rowsOf(ashgrove, 120), ...rows.slice(1)]);

  await doRows(resources, { bulkChangeId: id, after: 0 });

  const last = await db
    .selectFrom("bulk_change_rows")
    .select("position")
    .where("outcome", "is not", null)
    .orderBy("position", "desc")
    .limit(2)
    .execute();
  expect(last).toEqual([{ position: 123 }, { position: 122 }]);
  await doAllRows(resources, id);
  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({ done: 123, notDone: 0 });
});
