import { expect } from "vitest";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";

const typed = { ...megan, firstName: "Meg" };

test("shows a new address's details in the form in which they will be stored", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));
  const untidy = { firstName: " Megan ", lastName: "Price", email: "Megan.Price@Example.COM" };

  const preview = await api.organisationUsers.check({ organisationId, ...untidy });

  expect(preview).toMatchObject({ ...megan, storedNameStands: false });
});

test("shows the stored name of a person with another membership", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db, "Calder")] });
  const api = callAs(resources, await createActor(db));

  expect(await api.organisationUsers.check({ organisationId, ...typed })).toMatchObject({
    ...megan,
    storedNameStands: true,
  });
  expect(
    await api.organisationUsers.check({ organisationId, ...megan }),
    "nothing to say where the names are the same",
  ).toMatchObject({ ...megan, storedNameStands: false });
});

test.for([{}, { dfeSignInId: "dsi-megan" }])(
  "shows the typed name for a record left from a removal: %j",
  async (signIn, { resources, db }) => {
    const { id: organisationId } = await createOrganisation(db);
    await createOrganisationUser(db, megan, signIn);
    const api = callAs(resources, await createActor(db));

    const preview = await api.organisationUsers.check({ organisationId, ...typed });

    expect(preview).toMatchObject({ ...typed, storedNameStands: false });
  },
);

test("changes nothing", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  await createOrganisationUser(db, megan);
  const api = callAs(resources, await createActor(db));

  await api.organisationUsers.check({ organisationId, ...typed });
  await api.organisationUsers.check({ organisationId, ...eric });

  expect(await readTraces(db)).toEqual({ activity: [], emails: [], jobs: [] });
  expect(await countRows(db, "memberships")).toBe(0);
  expect(await db.selectFrom("organisation_users").select("first_name").execute()).toEqual([
    { first_name: "Megan" },
  ]);
});
