import { expect } from "vitest";
import { recogniseOnly } from "../../records/identities.ts";
import { closeOrganisation, createOrganisation } from "../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createOrganisationUsers,
  eric,
  megan,
} from "../../records/people.ts";
import { callAs, test, withVariables } from "../../fixtures/resources.ts";

const jeanLuc = { firstName: "Jean-Luc", lastName: "Smith", email: "jean-luc.smith+head@example.com" };
const orla = { firstName: "Órla", lastName: "O’Brien", email: "ob@example.org" };
const xu = { firstName: "Xu（徐）", lastName: "St John", email: "xu@example.org" };

test.for([
  // words in any order, and parts of words
  ["megan", ["Megan"]],
  ["EGA", ["Megan"]],
  ["price megan", ["Megan"]],
  ["ÉRIC bl", ["Éric"]],
  ["megan blanc", []],
  ["Price, Megan", ["Megan"]],
  ["Smith, Jean-Luc", ["Jean-Luc"]],
  ["jean luc", ["Jean-Luc"]],
  ["jeanluc", ["Jean-Luc"]],
  ["j smith", ["Jean-Luc"]],
  ["J.Smith", ["Jean-Luc"]],
  // accents and punctuation
  ["eric", ["Éric"]],
  ["O'Brien", ["Órla"]],
  ["OBrien orla", ["Órla"]],
  ["o’brien", ["Órla"]],
  ["saint john", ["Xu（徐）"]],
  ["St. John", ["Xu（徐）"]],
  ["xu", ["Xu（徐）"]],
  ["徐", ["Xu（徐）"]],
  ["Xu（徐", ["Xu（徐）"]],
  // addresses
  ["megan.price@", ["Megan"]],
  ["megan.price", ["Megan"]],
  ["example.com", ["Éric", "Jean-Luc", "Megan"]],
  ["jean-luc.smith+head@example.com", ["Jean-Luc"]],
  ["Jean-Luc Smith <jean-luc.smith+head@example.com>", ["Jean-Luc"]],
  ['"Smith, JL (Head)" <JEAN-LUC.smith+head@example.com>;', ["Jean-Luc"]],
  ["price@megan.example.com", []],
  // nothing to look for, and patterns of SQL
  ["  ", ["Éric", "Jean-Luc", "Megan", "Órla", "Xu（徐）"]],
  ["%", []],
  ["_", []],
  ["\\", []],
  ["' or true --", []],
  ["x".repeat(5000), []],
] as const)("'%s' finds %j", async ([query, names], { resources, db }) => {
  for (const person of [megan, eric, jeanLuc, orla, xu]) await createOrganisationUser(db, person);
  const { search } = callAs(resources, await createActor(db)).organisationUsers;

  const { items, total } = await search({ query });

  expect(items.map(({ firstName }) => firstName)).toEqual(names);
  expect(total).toBe(names.length);
});

test("each person is found once, with their organisations sorted by name", async ({ resources, db }) => {
  const [calder, ashgrove] = [
    await createOrganisation(db, "Calder"),
    await createOrganisation(db, "Ashgrove"),
  ];
  const user = await createOrganisationUser(db, megan, { organisations: [calder, ashgrove] });
  const former = await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric" });
  await closeOrganisation(db, calder);
  const { search } = callAs(resources, await createActor(db)).organisationUsers;

  expect(await search({})).toEqual({
    items: [
      { ...former, lastSignedInAt: "2026-01-14T10:32:00.000Z", organisations: [] },
      {
        ...{ ...user, lastSignedInAt: null },
        organisations: [
          { ...ashgrove, isClosed: false },
          { ...calder, isClosed: true },
        ],
      },
    ],
    ...{ total: 2, isMore: false, page: 1, pageCount: 1 },
  });
  expect((await search({ notSignedIn: true })).items).toMatchObject([user]);
  for (const query of ["blanc", "b"]) expect((await search({ query, notSignedIn: true })).total).toBe(0);
  for (const query of ["price", "p"])
    expect((await search({ query, notSignedIn: true })).items).toHaveLength(1);
});

test("results have 25 a page, and each person is on one page", async ({ resources, db }) => {
  await createOrganisationUsers(db, await createOrganisation(db), 60, megan);
  const { search } = callAs(resources, await createActor(db)).organisationUsers;
  const read = (page: number) => search({ query: "price", page });

  const pages = [await read(1), await read(2), await read(3)];

  expect(pages.map(({ items, pageCount }) => [items.length, pageCount])).toEqual([
    [25, 3],
    [25, 3],
    [10, 3],
  ]);
  expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(60);
});

test("a renamed user is found by the new name and address, and not by the old", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const editable = withVariables(resources, { ORGANISATION_USER_EDITING: "until-first-sign-in" });
  const { add, update, search } = callAs(editable, await createActor(db)).organisationUsers;
  const found = async (query: string) => (await search({ query })).total;
  const { id: userId } = await add({ organisationId: ashgrove.id, ...megan });
  expect(await found("megan price")).toBe(1);

  await update({ organisationId: ashgrove.id, userId, ...eric });
  expect([await found("price"), await found("eric.blanc")]).toEqual([0, 1]);

  await recogniseOnly(db, { sub: "dsi-eric", email: eric.email, givenName: "Ericka", familyName: "Noir" });
  expect(await found("ericka noir")).toBe(1);
});

test("a reused record is found by its new name", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, megan);
  const { add, search } = callAs(resources, await createActor(db)).organisationUsers;

  await add({ organisationId: ashgrove.id, ...megan, firstName: "Meg", lastName: "Pryce" });

  expect((await search({ query: "pryce" })).total).toBe(1);
});

test("organisation users may not search", async ({ resources }) => {
  const actor = {
    kind: "organisation_user" as const,
    id: "11111111-1111-4111-8111-111111111111",
    name: "Megan",
  };
  for (const nobody of [actor, null]) {
    const { search } = callAs(resources, nobody).organisationUsers;
    await expect(search({})).rejects.toMatchObject({ code: nobody ? "FORBIDDEN" : "UNAUTHORIZED" });
  }
});
