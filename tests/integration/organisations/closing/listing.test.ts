import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import {
  closeOrganisation,
  createOrganisation,
  createOrganisations,
} from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../../records/people.ts";

async function createScene(db: Database) {
  const [ash, birch, cedar] = [
    await createOrganisation(db, "Ash School", { town: "Leeds" }),
    await createOrganisation(db, "Birch School", { town: "Leeds" }),
    await createOrganisation(db, "Cedar School", { town: "Hull" }),
  ];
  await closeOrganisation(db, birch);
  await closeOrganisation(db, cedar, { on: null });
  return { ash, birch, cedar };
}

test("a list leaves closed organisations out, unless they are asked for", async ({ resources, db }) => {
  await createScene(db);
  const api = callAs(resources, await createActor(db));

  expect(await api.organisations.list({})).toMatchObject({
    items: [{ name: "Ash School", isClosed: false, closedOn: null }],
    ...{ total: 1, closedLeftOut: 0 },
  });
  expect(await api.organisations.list({ includeClosed: true })).toMatchObject({
    items: [
      { name: "Ash School", isClosed: false, closedOn: null },
      { name: "Birch School", isClosed: true, closedOn: "2026-08-31" },
      { name: "Cedar School", isClosed: true, closedOn: null },
    ],
    ...{ total: 3, closedLeftOut: 0 },
  });
});

test.for([
  ["leeds", ["Ash School"], 1],
  ["school", ["Ash School"], 2],
  ["hull", [], 1],
  ["...", [], 0],
] as const)(
  "a search for '%s' says how many it left out",
  async ([query, names, closedLeftOut], { resources, db }) => {
    await createScene(db);
    const api = callAs(resources, await createActor(db));

    const found = await api.organisations.list({ query });
    const all = await api.organisations.list({ query, includeClosed: true });

    expect([found.items.map(({ name }) => name), found.closedLeftOut]).toEqual([names, closedLeftOut]);
    expect([all.total, all.closedLeftOut]).toEqual([names.length + closedLeftOut, 0]);
  },
);

test("an organisation's own users see it in their list and searches after it has closed", async ({
  resources,
  db,
}) => {
  const { ash, birch } = await createScene(db);
  const { id } = await createOrganisationUser(db, megan, { organisations: [ash, birch] });
  const api = callAs(resources, { kind: "organisation_user", id, name: "Megan Price" });

  for (const query of ["", "school"])
    expect(await api.organisations.list({ query })).toMatchObject({
      items: [{ name: "Ash School" }, { name: "Birch School", isClosed: true }],
      ...{ total: 2, closedLeftOut: 0 },
    });
  expect(await api.organisations.get({ organisationId: birch.id })).toMatchObject({ isClosed: true });
});

type Links = Record<number, number[]>;
type Expected = [number: number, isClosed: boolean, isDirect: boolean][];

test.for<[what: string, closed: number[], links: Links, successorsOfFirst: Expected]>([
  ["none", [0], {}, []],
  ["one", [0], { 0: [1] }, [[1, false, true]]],
  [
    "several",
    [0],
    { 0: [2, 1] },
    [
      [1, false, true],
      [2, false, true],
    ],
  ],
  [
    "a closed one and the last one of the chain",
    [0, 1, 2],
    { 0: [1], 1: [2], 2: [3] },
    [
      [1, true, true],
      [3, false, false],
    ],
  ],
  ["a closed one, where the chain ends with it", [0, 1], { 0: [1] }, [[1, true, true]]],
  [
    "those of the split of a successor",
    [0, 1],
    { 0: [1], 1: [2, 3] },
    [
      [1, true, true],
      [2, false, false],
      [3, false, false],
    ],
  ],
  ["nothing beyond an open one", [0], { 0: [1], 1: [2] }, [[1, false, true]]],
  ["a circle once", [0, 1, 2], { 0: [1], 1: [2], 2: [1, 0] }, [[1, true, true]]],
  ["nothing of an open organisation", [], { 0: [1] }, []],
])("the successors of an organisation are %s", async ([, closed, links, expected], { resources, db }) => {
  const schools = await createOrganisations(db, 4);
  const school = (number: number) => schools[number] ?? { id: "", name: "" };
  for (const number of closed)
    await closeOrganisation(db, school(number), { successors: (links[number] ?? []).map(school) });
  const api = callAs(resources, await createActor(db));
  const organisationId = school(0).id;

  const { successors } = await api.organisations.get({ organisationId });

  expect(successors).toEqual(
    expected.map(([number, isClosed, isDirect]) => ({
      ...{ ...school(number), isClosed, isDirect },
      hasAllUsers: true, // the organisation has none
    })),
  );
  expect((await api.organisationUsers.list({ organisationId })).organisation.successors).toEqual(successors);
});
