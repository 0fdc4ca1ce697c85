import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";

const names = [
  "100% Attendance Academy",
  "Ashgrove Primary School",
  "École Jeannine Manuel",
  "O’Connor_House School",
  "Orchard Lea (Junior)",
  "Slash\\Back College",
  "St. Mary’s C of E, Stoke-on-Trent",
  "Ysgol Tŷ Ffynnon",
];

async function createAll(db: Database): Promise<void> {
  for (const name of names) await createOrganisation(db, name);
}

test.for([
  ["ash", ["Ashgrove Primary School", "Slash\\Back College"]],
  ["ASHGROVE pri", ["Ashgrove Primary School"]],
  ["  grove \u00a0 PRIMARY\u200b ", ["Ashgrove Primary School"]],
  ["grove School", []],
  ["ecole", ["École Jeannine Manuel"]],
  ["E\u0301COLE", ["École Jeannine Manuel"]],
  ["ty ff", ["Ysgol Tŷ Ffynnon"]],
  ["st marys", ["St. Mary’s C of E, Stoke-on-Trent"]],
  ["ST MARY'S", ["St. Mary’s C of E, Stoke-on-Trent"]],
  ["stoke on trent", ["St. Mary’s C of E, Stoke-on-Trent"]],
  ["(junior", ["Orchard Lea (Junior)"]],
  ["%", ["100% Attendance Academy"]],
  ["0%", ["100% Attendance Academy"]],
  ["1%A", []],
  ["_", ["O’Connor_House School"]],
  ["A_hgrove", []],
  ["\\", ["Slash\\Back College"]],
  ["\\_", []],
  ["' or 1=1 --", []],
  ["\u0000", names],
  ["", names],
  ["   ", names],
  ["a", names.filter((name) => /a/i.test(name))],
  ["’", []],
] as const)("the query %j finds %j by name", async ([query, found], { resources, db }) => {
  await createAll(db);
  const api = callAs(resources, await createActor(db));

  const { items, total } = await api.organisations.list({ query });

  expect(items.map(({ name }) => name)).toEqual(found);
  expect(total).toBe(found.length);
});

test.for([
  ["100123", ["Ashgrove"]],
  [" 100 123 ", ["Ashgrove"]],
  ["10012345", ["Brookfield"]],
  ["10012", []],
  ["0123", []],
  ["1001234", []],
  ["10055500", ["Calder"]],
  ["123456789012", []],
  ["LS11 7HA", ["Ashgrove"]],
  ["ls117ha", ["Ashgrove"]],
  ["l s 1 1 7 h a", ["Ashgrove"]],
  ["LS11 7", ["Ashgrove"]],
  ["ls1", ["Ashgrove", "Brookfield"]],
  ["LS1 1AB", ["Brookfield"]],
  ["LS", []],
  ["7HA", []],
] as const)("the query %j finds %j by number or postcode", async ([query, found], { resources, db }) => {
  await createOrganisation(db, "Ashgrove", { urn: "100123", ukprn: "10040001", postcode: "LS11 7HA" });
  await createOrganisation(db, "Brookfield", { urn: "100124", ukprn: "10012345", postcode: "LS1 1AB" });
  await createOrganisation(db, "Calder", { urn: null, ukprn: "10055500", postcode: "HX1 1AB" });
  const api = callAs(resources, await createActor(db));

  const { items } = await api.organisations.list({ query });

  expect(items.map(({ name }) => name)).toEqual(found);
});

test("a query may have any length", async ({ resources, db }) => {
  const { id } = await createOrganisation(db, "x".repeat(200));
  const api = callAs(resources, await createActor(db));

  const { items } = await api.organisations.list({ query: "x".repeat(100_000) });

  expect(
    items.map((item) => item.id),
    "what is beyond 200 characters is not looked at",
  ).toEqual([id]);
});

test("results have 25 a page in order, and a total", async ({ resources, db }) => {
  for (let number = 1; number <= 30; number += 1) await createOrganisation(db, `Ash ${100 - number}`);
  await createAll(db);
  const api = callAs(resources, await createActor(db));

  const first = await api.organisations.list({ query: "ash " });
  const second = await api.organisations.list({ query: "ash ", page: 2 });

  expect(first).toMatchObject({ total: 32, page: 1, pageCount: 2 });
  expect([...first.items, ...second.items].map(({ name }) => name).slice(0, 2)).toEqual(["Ash 70", "Ash 71"]);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(32);
});

test("an organisation user finds only their own", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisation(db, "Ashfield High School");
  const { id } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, { kind: "organisation_user", id, name: "Megan Price" });

  expect(await api.organisations.list({ query: "ash" })).toMatchObject({ items: [ashgrove], total: 1 });
});
