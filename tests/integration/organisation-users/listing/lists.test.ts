import { expect } from "vitest";
import { createOrganisation, createOrganisations, unknownId } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createOrganisationUsers,
  eric,
  megan,
} from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

test("users are sorted as in English: by first name, then last name, ignoring case and accents", async ({
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  const inOrder = [
    ["Ana", "Zola"],
    ["eric", "Abel"],
    ["Eric", "Baker"],
    ["ERIC", "Cook"],
    ["Éric", "Abel"],
    ["Erica", "Abel"],
    ["Zoe", "abel"],
    ["Zoe", "Abel-Smith"],
    ["Zoë", "Abel"],
  ] as const;
  for (const [index, [firstName, lastName]] of [...inOrder.entries()].reverse()) {
    const person = { firstName, lastName, email: `person-${index}@example.com` };
    await createOrganisationUser(db, person, { organisations: [ashgrove] });
  }
  const api = callAs(resources, await createActor(db));

  const { items } = await api.organisationUsers.list({ organisationId: ashgrove.id });

  expect(items.map(({ firstName, lastName }) => [firstName, lastName])).toEqual(inOrder);
});

test("users with one name are sorted by id, so that each is on exactly one page", async ({
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 200, megan);
  const organisationId = ashgrove.id;
  const api = callAs(resources, await createActor(db));

  const first = await api.organisationUsers.list({ organisationId });
  expect(first).toMatchObject({ total: 200, page: 1, pageCount: 8 });
  const ids: string[] = [];
  for (let page = 1; page <= first.pageCount; page += 1) {
    const { items } = await api.organisationUsers.list({ organisationId, page });
    expect(items.length).toBe(25);
    ids.push(...items.map(({ id }) => id));
  }

  expect(new Set(ids).size).toBe(200);
  expect(ids).toEqual(ids.toSorted());
});

test.for([
  [0, 1, 0],
  [25, 1, 25],
  [26, 2, 1],
] as const)(
  "%i users make %i pages, the last with %i",
  async ([count, pageCount, onLast], { resources, db }) => {
    const ashgrove = await createOrganisation(db);
    await createOrganisationUsers(db, ashgrove, count, megan);
    const list = callAs(resources, await createActor(db)).organisationUsers.list;

    const last = await list({ organisationId: ashgrove.id, page: pageCount });

    expect(last).toMatchObject({ total: count, page: pageCount, pageCount });
    expect(last.items.length).toBe(onLast);
    const past = await list({ organisationId: ashgrove.id, page: pageCount + 1 });
    expect(past).toMatchObject({ items: [], total: count, page: pageCount + 1, pageCount });
    expect(past.organisation).toMatchObject({ id: ashgrove.id, name: ashgrove.name });
  },
);

test.for([0, -1, 1.5, "1", null])("page %j is refused", async (page, { resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));

  const listing = api.organisationUsers.list({ organisationId, page: page as number });

  await expect(listing).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a list holds only its organisation's users", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  const other = await createOrganisationUser(db, eric, { organisations: [calder], dfeSignInId: "dsi-eric" });
  const { organisationUsers } = callAs(resources, await createActor(db));

  expect((await organisationUsers.list({ organisationId: ashgrove.id })).items).toEqual([
    { ...user, lastSignedInAt: null },
  ]);
  const inCalder = { organisationId: calder.id, userId: other.id };
  expect(await organisationUsers.get(inCalder)).toMatchObject({ ...other, organisation: calder, emails: [] });
  for (const elsewhere of [
    { ...inCalder, organisationId: ashgrove.id },
    { ...inCalder, userId: unknownId },
    { ...inCalder, organisationId: unknownId },
  ]) {
    await expect(organisationUsers.get(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const nowhere = organisationUsers.list({ organisationId: unknownId });
  await expect(nowhere).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("organisations are sorted by name, 25 a page; organisation users see only their own", async ({
  resources,
  db,
}) => {
  const organisations = await createOrganisations(db, 30);
  const [first, second] = organisations;
  if (!first || !second) throw new Error("There are not enough organisations");
  const user = await createOrganisationUser(db, megan, { organisations: [second] });
  const support = callAs(resources, await createActor(db)).organisations;
  const own = callAs(resources, {
    kind: "organisation_user",
    id: user.id,
    name: "Megan Price",
  }).organisations;

  const [one, two] = [await support.list({}), await support.list({ page: 2 })];
  expect([one.items.length, two.items.length, one.total, one.pageCount]).toEqual([25, 5, 30, 2]);
  const names = [...one.items, ...two.items].map(({ name }) => name);
  expect(names).toEqual(organisations.map(({ name }) => name).toSorted());

  expect((await own.list({})).items.map(({ id }) => id)).toEqual([second.id]);
  expect(await own.get({ organisationId: second.id })).toMatchObject({ name: second.name });
  await expect(own.get({ organisationId: first.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await support.get({ organisationId: first.id })).toMatchObject({ name: first.name });
});

test("each person and each organisation is on one page of their list, from whichever end it is read", async ({
  resources,
  db,
}) => {
  await createOrganisations(db, 59);
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 60, megan);
  const { organisationUsers, organisations } = callAs(resources, await createActor(db));

  for (const list of [organisationUsers.search, organisations.list]) {
    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push(await list({ page }));

    const ids = pages.map(({ items }) => items.map(({ id }) => id));
    expect(ids.map((those) => those.length)).toEqual([25, 25, 10, 0]);
    expect(ids.flat()).toEqual([...new Set(ids.flat())]);
    const names = pages.flatMap(({ items }) => items.map((item) => ("name" in item ? item.name : item.id)));
    expect(names).toEqual(names.toSorted());
  }
});
