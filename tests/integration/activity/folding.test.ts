import { expect } from "vitest";
import { test } from "../../fixtures/resources.ts";
import { doAllRows, rowsOf, signInStaff, startAdding } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { megan } from "../../records/people.ts";

test("a bulk change is one entry, unless the log is narrowed to a person", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const staff = await signInStaff(resources);
  const { activity, organisationUsers } = staff.api;
  const id = await startAdding(staff, rowsOf(ashgrove, 3));
  await doAllRows(resources, id);
  await organisationUsers.add({ organisationId: calder.id, ...megan });
  const [ada] = (await organisationUsers.list({ organisationId: ashgrove.id })).items;
  const kindsIn = async (filter: Parameters<typeof activity.list>[0]) => {
    const { items, total } = await activity.list(filter);
    expect(total).toBe(items.length);
    return items.map(({ kind, bulkChange }) => [kind, bulkChange?.id ?? null]);
  };
  const [single, folded] = [
    ["added", null],
    ["started", id],
  ] as const;

  expect(await kindsIn({})).toEqual([single, folded]);
  expect(await kindsIn({ kind: "added" })).toEqual([single, folded]);
  expect(await kindsIn({ kind: "removed" })).toEqual([]);
  expect(await kindsIn({ organisationId: ashgrove.id })).toEqual([folded]);
  expect(await kindsIn({ organisationId: ashgrove.id, kind: "added" })).toEqual([folded]);
  expect(await kindsIn({ organisationId: calder.id })).toEqual([single]);
  expect(await kindsIn({ userId: ada?.id })).toEqual([["added", id]]);
  const { items } = await activity.list({ kind: "started" });
  expect(items).toMatchObject([
    { subject: { kind: "bulk_change", id }, bulkChange: { kind: "add", people: 3 } },
  ]);
});
