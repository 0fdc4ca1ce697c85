import { expect } from "vitest";
import { createActor, createOrganisationUser, megan } from "../../../records/people.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";

test("adds a new person: user, membership, activity, email record and job", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));

  const added = await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });

  expect(added).toEqual({ id: added.id, ...megan });
  expect(await api.organisationUsers.list({ organisationId: ashgrove.id })).toMatchObject({
    items: [{ ...added, lastSignedInAt: null }],
    total: 1,
  });
  const { activity, emails, jobs } = await readTraces(db);
  expect(activity).toEqual([
    {
      by: "support_user",
      name: "Priya Nair",
      action: "added",
      kind: "organisation_user",
      subjectId: added.id,
      subject: "Megan Price",
      address: "megan.price@example.com",
      organisation: ashgrove.id,
      changes: null,
    },
  ]);
  expect(emails).toEqual([
    {
      id: emails[0]?.id,
      kind: "organisation_user_added",
      recipient: megan.email,
      status: "queued",
      organisation: ashgrove.id,
      organisationUser: added.id,
      supportUser: null,
    },
  ]);
  expect(jobs, "the job carries only the record's id").toEqual([{ emailId: emails[0]?.id }]);
});

test("stores names and address in normal form", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));

  const added = await api.organisationUsers.add({
    organisationId: ashgrove.id,
    firstName: "\u00A0E\u0301ric\t",
    lastName: " du \n  Pré\u200B",
    email: " Eric\u200B@EXAMPLE.com ",
  });

  expect(added).toMatchObject({ firstName: "Éric", lastName: "du Pré", email: "eric@example.com" });
});

test("links a user of another organisation, without a second record", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const user = await createOrganisationUser(db, megan, { organisations: [calder] });
  const api = callAs(resources, await createActor(db));

  const added = await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });

  expect(added).toEqual(user);
  expect(await countRows(db, "organisation_users")).toBe(1);
  expect(await countRows(db, "memberships")).toBe(2);
  expect(await readTraces(db)).toMatchObject({
    activity: [{ action: "linked", subjectId: user.id, organisation: ashgrove.id }],
    emails: [{ kind: "organisation_user_added", organisation: ashgrove.id }],
    jobs: [{}],
  });
});

test("the stored name is kept while the user has another membership", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [calder] });
  const api = callAs(resources, await createActor(db));
  const typed = { ...megan, firstName: "Meg", lastName: "Pryce" };

  expect(await api.organisationUsers.add({ organisationId: ashgrove.id, ...typed })).toMatchObject(megan);
  expect(await readTraces(db)).toMatchObject({ activity: [{ action: "linked", subject: "Megan Price" }] });
});
