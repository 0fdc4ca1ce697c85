import { expect } from "vitest";
import { recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { settle } from "../../../readings/outcomes.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  eric,
  megan,
  tom,
} from "../../../records/people.ts";
import { callAs, test, withVariables } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

const allowed = { ORGANISATION_USER_EDITING: "until-first-sign-in" };
const nothing = { activity: [], emails: [], jobs: [] };
const signedInMeanwhile = {
  code: "FORBIDDEN",
  message: "Changes not saved because this user has now signed in",
};

test("organisation users cannot be edited unless configured", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, await createActor(db));
  const input = { organisationId: ashgrove.id, userId, ...eric };

  await expect(api.organisationUsers.update(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(api.organisationUsers.check(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await api.organisationUsers.get({ organisationId: ashgrove.id, userId })).toMatchObject({
    ...megan,
    editing: "never",
  });
  expect(await readTraces(db)).toEqual(nothing);
});

test("an edit applies in every organisation, and a new address gets sign-in details", async ({
  resources,
  db,
}) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  const api = callAs(withVariables(resources, allowed), await createActor(db));
  const email = "megan@example.com";

  await api.organisationUsers.update({ organisationId: ashgrove.id, userId, ...megan, email });

  expect(await api.organisationUsers.get({ organisationId: calder.id, userId })).toMatchObject({ email });
  const { activity, emails } = await readTraces(db);
  expect(activity).toMatchObject([
    { action: "edited", subjectId: userId, changes: { email: { from: megan.email, to: email } } },
  ]);
  expect(emails).toMatchObject([{ kind: "email_address_changed", recipient: email, organisation: null }]);
});

test("an edit cannot take another organisation user's address", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  await createOrganisationUser(db, eric, { organisations: [calder] });
  const api = callAs(withVariables(resources, allowed), await createActor(db));
  const input = { organisationId: ashgrove.id, userId, ...megan, email: eric.email };

  const inUse = { code: "CONFLICT", cause: { fieldErrors: { email: "Email address already in use" } } };
  await expect(api.organisationUsers.check(input)).rejects.toMatchObject(inUse);
  await expect(api.organisationUsers.update(input)).rejects.toMatchObject(inUse);
});

test("a support user's new name sends no email, and an unchanged name is not logged", async ({
  resources,
  db,
}) => {
  const { id: userId } = await createSupportUser(db, tom);
  const api = callAs(resources, await createActor(db));

  await api.supportUsers.update({ userId, ...tom });
  expect(await readTraces(db)).toEqual(nothing);

  await api.supportUsers.update({ userId, ...tom, firstName: "Thomas" });
  expect(await readTraces(db)).toMatchObject({
    activity: [{ action: "edited", changes: { firstName: { from: "Tom", to: "Thomas" } } }],
    emails: [],
  });
});

test("a support user's new address gets the sign-in details", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, tom);
  const api = callAs(resources, await createActor(db));
  const email = "tom.w@education.gov.uk";

  await api.supportUsers.update({ userId, ...tom, email });

  const { emails } = await readTraces(db);
  expect(emails).toMatchObject([{ kind: "email_address_changed", recipient: email, supportUser: userId }]);
});

test("users can keep their own address but not take another's, even when two take one at once", async ({
  resources,
  db,
}) => {
  const users = await Promise.all(
    ["one", "two", "three"].map((name) =>
      createSupportUser(db, { ...tom, email: `${name}@education.gov.uk` }),
    ),
  );
  const api = callAs(resources, await createActor(db));
  const email = "wanted@education.gov.uk";

  const own = { ...tom, email: "one@education.gov.uk", userId: users[0]?.id ?? "" };
  expect(await api.supportUsers.check(own)).toMatchObject({ email: own.email });
  const outcomes = await settle(
    users.map(({ id }) => api.supportUsers.update({ ...tom, email, userId: id })),
  );
  expect(outcomes).toEqual({ done: 1, "Email address already in use": 2 });
});

test("a user who has signed in cannot be edited", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, tom, { dfeSignInId: "dsi-tom" });
  const api = callAs(resources, await createActor(db));
  const input = { userId, ...tom, firstName: "Thomas" };

  expect(await api.supportUsers.get({ userId })).toMatchObject({ editing: "locked" });
  await expect(api.supportUsers.check(input)).rejects.toMatchObject(signedInMeanwhile);
  await expect(api.supportUsers.update(input)).rejects.toMatchObject(signedInMeanwhile);
  expect(await readTraces(db)).toEqual(nothing);
});

test("an edit at the same time as a sign-in either comes first or is refused", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  for (const round of Array.from({ length: 20 }, (_, index) => index)) {
    const details = { ...tom, email: `tom.${round}@education.gov.uk` };
    const { id: userId } = await createSupportUser(db, details);

    const [edit] = await Promise.allSettled([
      api.supportUsers.update({ userId, ...details, firstName: "Edited" }),
      recogniseOnly(db, { sub: `dsi-${round}`, email: details.email, givenName: "Signed", familyName: "In" }),
    ]);

    const user = await api.supportUsers.get({ userId });
    expect(user).toMatchObject({ firstName: "Signed", editing: "locked" });
    if (edit.status === "rejected") expect(edit.reason).toMatchObject(signedInMeanwhile);
  }
});
