import { expect } from "vitest";
import { test } from "../../../fixtures/resources.ts";
import { callAs } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";
import { closeOrganisation, createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan } from "../../../records/people.ts";

const refused = {
  code: "FORBIDDEN",
  message: "This organisation has closed",
  cause: { reason: "organisationClosed" },
};

test("nobody is added to a closed organisation, linked to it or invited to it again", async ({
  resources,
  db,
}) => {
  const [closed, other] = [await createOrganisation(db), await createOrganisation(db, "Brookfield")];
  const waiting = await createOrganisationUser(db, megan, { organisations: [closed] });
  await createOrganisationUser(db, eric, { organisations: [other] });
  await closeOrganisation(db, closed);
  const api = callAs(resources, await createActor(db));
  const organisationId = closed.id;

  const { organisationUsers } = api;
  const newPerson = { ...megan, email: "new@example.com" };
  await expect(organisationUsers.check({ organisationId, ...newPerson })).rejects.toMatchObject(refused);
  await expect(organisationUsers.add({ organisationId, ...newPerson })).rejects.toMatchObject(refused);
  await expect(organisationUsers.add({ organisationId, ...eric })).rejects.toMatchObject(refused);
  await expect(
    organisationUsers.resendInvitation({ organisationId, userId: waiting.id }),
  ).rejects.toMatchObject(refused);

  expect(await countRows(db, "organisation_users")).toBe(2);
  expect(await countRows(db, "memberships")).toBe(2);
  expect(await readTraces(db)).toMatchObject({ activity: [], emails: [], jobs: [] });
});

test("a user of a closed organisation can be removed from it", async ({ resources, db }) => {
  const closed = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [closed] });
  await closeOrganisation(db, closed);
  const api = callAs(resources, await createActor(db));

  await api.organisationUsers.remove({ organisationId: closed.id, userId });

  expect(await countRows(db, "memberships")).toBe(0);
});

test("an organisation that an import closes before the save refuses it; one being closed does not wait", async ({
  resources,
  db,
}) => {
  const organisation = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));
  const organisationId = organisation.id;
  await api.organisationUsers.check({ organisationId, ...megan });

  await db.transaction().execute(async (importing) => {
    await closeOrganisation(importing, organisation);
    await api.organisationUsers.add({ organisationId, ...eric }); // was added before the import closed it
  });

  await expect(api.organisationUsers.add({ organisationId, ...megan })).rejects.toMatchObject(refused);
  expect((await api.organisationUsers.list({ organisationId })).items).toMatchObject([eric]);
});
