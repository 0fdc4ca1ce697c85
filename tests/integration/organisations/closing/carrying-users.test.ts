import { expect } from "vitest";
import { test as withResources } from "../../../fixtures/resources.ts";
import { doAllRows, signInStaff } from "../../../records/bulk-changes.ts";
import { closeOrganisation, createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, eric, megan, successor as dilys } from "../../../records/people.ts";

/** Ashgrove, which has Megan and Éric and has closed; and Brookfield, which replaced it and has Éric already. */
const test = withResources
  .extend("ashgrove", ({ db }) => createOrganisation(db, "Ashgrove", { urn: "100001" }))
  .extend("brookfield", ({ db }) => createOrganisation(db, "Brookfield", { urn: "100002" }))
  .extend("meganId", async ({ db, ashgrove, brookfield }) => {
    await createOrganisationUser(db, eric, { organisations: [ashgrove, brookfield] });
    const { id } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
    await closeOrganisation(db, ashgrove, { successors: [brookfield] });
    return id;
  })
  .extend("staff", ({ resources, meganId }) => {
    expect(meganId).toBeDefined(); // the organisations are there first
    return signInStaff(resources);
  });

test("a bulk change adds all users of a closed organisation to its successor", async ({
  resources,
  staff: { api },
  ashgrove,
  brookfield,
}) => {
  const successors = async () =>
    (await api.organisations.get({ organisationId: ashgrove.id })).successors.map(
      ({ hasAllUsers }) => hasAllUsers,
    );
  expect(await successors()).toEqual([false]);

  const { id: bulkChangeId } = await api.bulkChanges.check({
    kind: "add",
    organisationId: brookfield.id,
    usersOf: ashgrove.id,
  });

  expect((await api.bulkChanges.rows({ bulkChangeId })).items).toMatchObject([
    { ...eric, verdict: "already_belongs", problem: "Already belongs to Brookfield" },
    { ...megan, verdict: "will_be_linked", storedName: null },
  ]);
  await api.bulkChanges.start({ bulkChangeId });
  await doAllRows(resources, bulkChangeId);

  const users = await api.organisationUsers.list({ organisationId: brookfield.id });
  expect(users.items).toMatchObject([eric, megan]);
  expect((await api.organisationUsers.list({ organisationId: ashgrove.id })).total).toBe(2);
  expect(await successors()).toEqual([true]);
});

test("the users of an organisation need an organisation to be added to", async ({
  staff: { api },
  ashgrove,
}) => {
  await expect(api.bulkChanges.check({ kind: "add", usersOf: ashgrove.id })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("several users are not added to a closed organisation", async ({ staff: { api }, ashgrove }) => {
  const { id: organisationId } = ashgrove;

  await expect(api.bulkChanges.check({ kind: "add", organisationId, rows: [dilys] })).rejects.toMatchObject({
    code: "FORBIDDEN",
    cause: { reason: "organisationClosed" },
  });
  const { id: bulkChangeId } = await api.bulkChanges.check({
    kind: "add",
    rows: [{ ...dilys, email: "new@example.com", urn: "100001" }],
  });
  expect((await api.bulkChanges.rows({ bulkChangeId })).items).toMatchObject([
    { verdict: "refused", problem: "Ashgrove has closed", organisation: ashgrove },
  ]);
});

test("nobody is invited to a closed organisation again by a bulk change, but all can be removed", async ({
  staff: { api },
  ashgrove,
  meganId: userId,
}) => {
  const users = [{ userId, organisationId: ashgrove.id }];
  const verdictOf = async (kind: "invite_again" | "remove") => {
    const { id: bulkChangeId } = await api.bulkChanges.check({ kind, users });
    return (await api.bulkChanges.rows({ bulkChangeId })).items;
  };

  expect(await verdictOf("invite_again")).toMatchObject([
    { verdict: "refused", problem: "Ashgrove has closed" },
  ]);
  expect(await verdictOf("remove")).toMatchObject([{ verdict: "will_be_removed", problem: null }]);
});

test("an organisation that closes between the check and a row is the outcome of the row", async ({
  resources,
  db,
  staff: { api },
  brookfield,
}) => {
  const { id: bulkChangeId } = await api.bulkChanges.check({
    kind: "add",
    organisationId: brookfield.id,
    rows: [{ ...dilys, email: "new@example.com" }],
  });
  await api.bulkChanges.start({ bulkChangeId });
  await closeOrganisation(db, brookfield);

  await doAllRows(resources, bulkChangeId);

  expect((await api.bulkChanges.rows({ bulkChangeId })).items).toMatchObject([
    { outcome: "refused", outcomeText: "Brookfield has closed" },
  ]);
});
