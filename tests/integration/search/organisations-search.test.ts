import { describe, expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";

const schools = {
  ashgrove: "Ashgrove Primary School",
  attendance: "100% Attendance Academy",
  cooperative: "Co-operative Academy",
  ecole: "École Jeannine Manuel",
  oconnor: "O’Connor_House School",
  peter: "St. Peter & St. Paul’s Church of England (VA) Primary School, Leeds",
  anne: "Saint Anne’s Infant/Junior School",
  trinity: "Holy Trinity CofE School",
  stoke: "St Mary C. of E. School, Stoke-on-Trent",
  ysgol: "Ysgol Tŷ Ffynnon",
};

const particulars: Record<string, { urn: string | null; ukprn?: string; town: string; postcode: string }> = {
  ashgrove: { urn: "100001", ukprn: "10040001", town: "Leeds", postcode: "LS1 1AB" },
  trinity: { urn: "100123", ukprn: "10012345", town: "Stoke-on-Trent", postcode: "LS11 7HA" },
  ecole: { urn: null, ukprn: "10010000", town: "St Albans", postcode: "AL1 1AA" },
};

async function createSchools(db: Database): Promise<void> {
  for (const [index, [key, name]] of Object.entries(schools).entries()) {
    const usual = { urn: String(300_000 + index), town: "Ashby", postcode: "HX1 1ZZ" };
    await createOrganisation(db, name, { ...usual, ...particulars[key] });
  }
}

type Key = keyof typeof schools;

test.for<[query: string, found: Key[]]>([
  // words in any order, and parts of words
  ["Ashgrove School", ["ashgrove"]],
  ["primary ashgrove", ["ashgrove"]],
  ["ASHG  \u00a0 sCHOO\u200b", ["ashgrove"]],
  ["ashgrove academy", []],
  ["ashgrove ashgrove ASHGROVE", ["ashgrove"]],
  // the town too
  ["ashgrove primary school leeds", ["ashgrove"]],
  ["jeannine saint albans", ["ecole"]],
  ["stoke on trent", ["trinity", "stoke"]],
  ["stoke-on-trent holy", ["trinity"]],
  // accents, apostrophes, other punctuation
  ["ecole", ["ecole"]],
  ["E\u0301COLE", ["ecole"]],
  ["ty ffynnon", ["ysgol"]],
  ["O'Connor", ["oconnor"]],
  ["oconnor house", ["oconnor"]],
  ["o’connor_house", ["oconnor"]],
  ["infant junior", ["anne"]],
  ["Infant/Junior", ["anne"]],
  ["primary school leeds", ["ashgrove", "peter"]],
  ["church of england va primary", ["peter"]],
  ["(VA), primary", ["peter"]],
  ["100% attendance", ["attendance"]],
  ["co-operative", ["cooperative"]],
  ["cooperative", ["cooperative"]],
  ["co operative academy", ["cooperative"]],
  // words with several forms
  ["St Peter and St Paul", ["peter"]],
  ["saint peter & saint pauls", ["peter"]],
  ["St.Peter", ["peter"]],
  ["St Anne's", ["anne"]],
  ["saint annes", ["anne"]],
  ["C of E", ["trinity", "stoke", "peter"]],
  ["c.of.e", ["trinity", "stoke", "peter"]],
  ["CofE", ["trinity", "stoke", "peter"]],
  ["church of england", ["trinity", "stoke", "peter"]],
  ["saint", ["ecole", "anne", "stoke", "peter"]],
  ["Holy St", ["trinity"]],
  // numbers, with and without a label, and postcodes
  ["100123", ["trinity"]],
  ["URN 100123", ["trinity"]],
  ["urn: 100001", ["ashgrove"]],
  ["URN100001", ["ashgrove"]],
  ["100001", ["ashgrove"]],
  ["10012", ["trinity"]],
  ["UKPRN: 1001", ["ecole", "trinity"]],
  ["UKPRN 10040001", ["ashgrove"]],
  ["urn 10040001", []],
  ["ashgrove urn 100001", ["ashgrove"]],
  ["LS11 7HA", ["trinity"]],
  ["ls117ha", ["trinity"]],
  ["7ha", ["trinity"]],
  ["ls1", ["ashgrove", "trinity"]],
  ["LS1 1AB", ["ashgrove"]],
  // nothing to look for, and patterns of SQL
  ["%", []],
  ["_", []],
  ["\\", []],
  ["’", []],
  ["' or true --", []],
])("%j finds %j", async ([query, found], { resources, db }) => {
  await createSchools(db);
  const api = callAs(resources, await createActor(db));

  const { items, total, isMore } = await api.organisations.list({ query });

  expect(items.map(({ name }) => name).toSorted()).toEqual(found.map((key) => schools[key]).toSorted());
  expect([total, isMore]).toEqual([found.length, false]);
});

test.for(["", "   ", "\u0000"])("%j finds every organisation, in order", async (query, { resources, db }) => {
  await createSchools(db);
  const api = callAs(resources, await createActor(db));

  const { items } = await api.organisations.list({ query });

  expect(items).toHaveLength(Object.keys(schools).length);
  expect(items[0]?.name).toBe(schools.attendance);
});

describe("long queries", () => {
  test("only the first 200 characters count", async ({ resources, db }) => {
    const { id } = await createOrganisation(db, "x".repeat(200));
    const api = callAs(resources, await createActor(db));

    const { items } = await api.organisations.list({ query: "x".repeat(100_000) });

    expect(items.map((item) => item.id)).toEqual([id]);
  });

  test("only the first eight different words count", async ({ resources, db }) => {
    const { id } = await createOrganisation(db, "aa bb cc dd ee ff gg hh");
    const api = callAs(resources, await createActor(db));

    const { items } = await api.organisations.list({ query: "aa bb aa cc dd ee ff gg hh missing" });

    expect(items.map((item) => item.id)).toEqual([id]);
  });
});

test("a search has 25 results a page, in order", async ({ resources, db }) => {
  for (let number = 1; number <= 30; number += 1) await createOrganisation(db, `Ash ${100 - number}`);
  const api = callAs(resources, await createActor(db));

  const first = await api.organisations.list({ query: "ash" });
  const second = await api.organisations.list({ query: "ash", page: 2 });

  expect(first).toMatchObject({ total: 30, page: 1, pageCount: 2 });
  expect(await api.organisations.list({ query: "ash", page: 3 })).toMatchObject({ items: [], total: 30 });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(
    Array.from({ length: 30 }, (_, index) => `Ash ${70 + index}`),
  );
});

test("an organisation user finds only their own", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisation(db, "Ashfield High School");
  const { id } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, { kind: "organisation_user", id, name: "Megan Price" });

  for (const query of ["ash", "a"]) {
    expect(await api.organisations.list({ query })).toMatchObject({ items: [ashgrove], total: 1 });
  }
});

test("an organisation that changes is found by its new name and number", async ({ resources, db }) => {
  const { id } = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));
  const found = async (query: string) => (await api.organisations.list({ query })).total;

  await db
    .updateTable("organisations")
    .set({ name: "Bramley", urn: "654321" })
    .where("id", "=", id)
    .execute();

  expect([await found("ashgrove primary"), await found("bramley urn 654321")]).toEqual([0, 1]);
});
