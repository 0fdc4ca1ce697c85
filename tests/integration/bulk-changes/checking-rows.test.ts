import { expect } from "vitest";
import type { RowToAdd } from "../../../server/bulk-changes/schema.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";
import { signInStaff } from "../../records/bulk-changes.ts";
import { recordStatements } from "../../readings/statements.ts";
import { test as withResources } from "../../fixtures/resources.ts";

/** Ashgrove has Megan Price. Two organisations have the UKPRN 10000009. */
const test = withResources
  .extend("ashgrove", ({ db }) => createOrganisation(db, "Ashgrove", { urn: "100001", ukprn: "10000001" }))
  .extend("calder", ({ db }) => createOrganisation(db, "Calder", { urn: "100002" }))
  .extend("staff", async ({ resources, db, ashgrove }) => {
    await createOrganisationUser(db, megan, { organisations: [ashgrove] });
    await createOrganisation(db, "North", { urn: "100003", ukprn: "10000009" });
    await createOrganisation(db, "South", { urn: "100004", ukprn: "10000009" });
    return signInStaff(resources);
  });

const ada = { firstName: "Ada", lastName: "King", email: "ada@example.com" };

test.for<[what: string, row: Partial<RowToAdd>, verdict: string, problem: string | null]>([
  ["a new person", { ...ada, urn: "100001" }, "will_be_added", null],
  ["a UKPRN", { ...ada, ukprn: "10000001" }, "will_be_added", null],
  ["spaces around a URN", { ...ada, urn: " 100001 " }, "will_be_added", null],
  ["both numbers of one organisation", { ...ada, urn: "100001", ukprn: "10000001" }, "will_be_added", null],
  ["a UKPRN that nobody has", { ...ada, urn: "100002", ukprn: "10000002" }, "will_be_added", null],
  ["a person of another organisation", { ...megan, urn: "100002" }, "will_be_linked", null],
  ["a person who belongs", { ...megan, urn: "100001" }, "already_belongs", "Already belongs to Ashgrove"],
  [
    "a person who belongs, with a fault",
    { ...megan, firstName: "", urn: "100001" },
    "refused",
    "Enter a first name. Already belongs to Ashgrove",
  ],
  [
    "nothing",
    {},
    "refused",
    "Enter a first name. Enter a last name. Enter an email address. Enter a URN or UKPRN",
  ],
  ["no number", ada, "refused", "Enter a URN or UKPRN"],
  ["an unknown URN", { ...ada, urn: "1" }, "refused", "There is no organisation with this URN or UKPRN"],
  ["an unknown UKPRN", { ...ada, ukprn: "1" }, "refused", "There is no organisation with this URN or UKPRN"],
  [
    "a UKPRN of two organisations",
    { ...ada, ukprn: "10000009" },
    "refused",
    "More than one organisation has this UKPRN. Enter a URN",
  ],
  ["a URN that says which", { ...ada, urn: "100004", ukprn: "10000009" }, "will_be_added", null],
  [
    "the numbers of two organisations",
    { ...ada, urn: "100002", ukprn: "10000001" },
    "refused",
    "The URN and UKPRN are for different organisations",
  ],
  [
    "characters that cannot be stored",
    { ...ada, urn: "1\0\uD800" },
    "refused",
    "There is no organisation with this URN or UKPRN",
  ],
])("checks %s", async ([, row, verdict, problem], { staff: { api }, calder }) => {
  expect(calder.name).toBe("Calder");
  const { id } = await api.bulkChanges.check({ kind: "add", rows: [row] });
  const { items } = await api.bulkChanges.rows({ bulkChangeId: id });
  expect(items).toMatchObject([{ number: 1, verdict, problem, outcome: null }]);
});

test.for<[what: string, row: Partial<RowToAdd>, problem: string | null]>([
  ["no number", {}, null],
  ["its URN", { urn: "100001" }, null],
  ["its UKPRN", { ukprn: "10000001" }, null],
  ["another URN", { urn: "100002" }, "This row is for another organisation"],
  ["another UKPRN", { ukprn: "10000009" }, "This row is for another organisation"],
  [
    "another UKPRN beside its URN",
    { urn: "100001", ukprn: "10000009" },
    "This row is for another organisation",
  ],
])("checks a row with %s for a known organisation", async ([, row, problem], { staff, ashgrove, calder }) => {
  const rows = [{ ...ada, ...row }];
  const { id } = await staff.api.bulkChanges.check({ kind: "add", organisationId: ashgrove.id, rows });
  const { items } = await staff.api.bulkChanges.rows({ bulkChangeId: id });
  expect(items).toMatchObject([{ problem }]);
  const other = await staff.api.bulkChanges.check({
    ...{ kind: "add", organisationId: calder.id },
    rows: [{ ...ada, urn: "100002", ukprn: "10000008" }],
  });
  expect(other.toDo, "an organisation without a UKPRN").toBe(1);
});

test("tells rows apart that are the same in one file", async ({ staff: { api }, ashgrove, calder }) => {
  const inAshgrove = { ...ada, organisationId: ashgrove.id };
  const { id, ...counts } = await api.bulkChanges.check({
    kind: "add",
    rows: [
      { ...inAshgrove, lastName: "", number: 2 },
      { ...inAshgrove, number: 3 },
      { ...inAshgrove, email: " ADA@example.com", number: 5 },
      { ...inAshgrove, organisationId: calder.id, firstName: "Augusta", number: 6 },
    ],
  });
  expect(counts).toMatchObject({ total: 4, toDo: 2, emails: 2, people: 1, organisations: 2, notDone: 2 });
  expect(counts.verdicts).toMatchObject({ will_be_added: 1, will_be_linked: 1, refused: 2 });
  const { items } = await api.bulkChanges.rows({ bulkChangeId: id });
  expect(items).toMatchObject([
    { number: 2, problem: "Enter a last name", email: "ada@example.com" },
    { number: 5, problem: "Same user and organisation as row 3" },
    { number: 3, verdict: "will_be_added", storedName: null },
    { number: 6, verdict: "will_be_linked", storedName: "Ada King" },
  ]);
});

test("checks 2,000 rows with few queries", async ({ staff, ashgrove }) => {
  const rows = Array.from({ length: 2_000 }, (_, index) => ({
    ...ada,
    email: `ada.${index}@example.com`,
    urn: "100001",
  }));
  const check = { kind: "add", organisationId: ashgrove.id, rows } as const;
  const statements = await recordStatements(() => staff.api.bulkChanges.check(check));
  expect(statements.length).toBeLessThanOrEqual(20);
});
