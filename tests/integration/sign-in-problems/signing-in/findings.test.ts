import { expect } from "vitest";
import { sql } from "kysely";
import { createEmail } from "../../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { closeOrganisation, createOrganisation, unknownId } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  earlier,
  megan,
  priya,
  tom,
} from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

test("an invitation that failed comes first, with what to do about it", async ({ resources, db }) => {
  const organisation = await createOrganisation(db);
  const organisationUser = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const id = await createEmail(db, "organisation_user_added", { organisationUser, organisation });
  await db
    .updateTable("emails")
    .set({ status: "failed", failed_at: earlier, error: "permanent-failure" })
    .where("id", "=", id)
    .execute();
  await refuse(db, { ...megan, email: "meg@example.com" });
  const api = callAs(resources, await createActor(db));

  expect(await api.organisationUsers.signingIn({ userId: organisationUser.id })).toEqual({
    isLinked: false,
    finding: {
      kind: "invitation_failed",
      at: earlier.toISOString(),
      reason: "the email address does not exist or does not accept emails",
      advice: "Check the address with the user. If it is wrong, remove them and add them again.",
      nextStep: "follow_advice",
    },
  });
});

test("nobody is invited again where all their organisations have closed", async ({ resources, db }) => {
  const [organisation, other] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const organisations = [organisation, other];
  const organisationUser = await createOrganisationUser(db, megan, { organisations });
  const id = await createEmail(db, "organisation_user_added", { organisationUser, organisation });
  const api = callAs(resources, await createActor(db));
  const find = async () => (await api.organisationUsers.signingIn({ userId: organisationUser.id })).finding;

  await closeOrganisation(db, organisation);
  expect(await find()).toMatchObject({ kind: "not_signed_in", nextStep: "send_again" });
  await closeOrganisation(db, other);
  expect(await find()).toMatchObject({ kind: "not_signed_in", nextStep: "add_to_another" });

  const failed = { status: "failed", failed_at: earlier, error: "temporary-failure" } as const;
  await db.updateTable("emails").set(failed).where("id", "=", id).execute();
  const advice = "Tell the user in another way.";
  expect(await find()).toMatchObject({ kind: "invitation_failed", advice });
  const user = { userId: organisationUser.id };
  for (const { emails } of [
    await api.organisationUsers.person(user),
    await api.organisationUsers.get({ organisationId: organisation.id, ...user }),
  ])
    expect(emails).toMatchObject([{ failure: { advice } }]);
});

test("another account with the address is found, by name, unless it is resolved or from before", async ({
  resources,
  db,
}) => {
  const organisations = [await createOrganisation(db)];
  const { id: userId } = await createOrganisationUser(db, megan, { organisations, dfeSignInId: "dsi-megan" });
  const api = callAs(resources, await createActor(db));
  const find = async () => (await api.organisationUsers.signingIn({ userId })).finding;

  const problemId = await refuse(db, { ...megan, firstName: "MÉGAN" }, "dsi-new");
  expect(await find()).toMatchObject({ kind: "other_account", problemId, nextStep: "unlink" });
  const other = await refuse(db, { ...megan, firstName: "Rita" }, "dsi-other");
  expect(await find()).toMatchObject({ problemId: other, nextStep: "remove_and_add" });

  await api.signInProblems.resolve({ problemId: other });
  expect(await find()).toMatchObject({ problemId });
  await sql`update organisation_users set revived_at = clock_timestamp()`.execute(db);
  expect(await find()).toMatchObject({ kind: "signed_in" });
});

test("an account of the same name is no reason to unlink one that has signed in since", async ({
  resources,
  db,
}) => {
  const organisations = [await createOrganisation(db)];
  const { id: userId } = await createOrganisationUser(db, megan, { organisations, dfeSignInId: "dsi-megan" });
  await refuse(db, megan, "dsi-new");
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  const api = callAs(resources, await createActor(db));

  expect(await api.organisationUsers.signingIn({ userId })).toMatchObject({
    isLinked: true,
    finding: { kind: "other_account", nextStep: "remove_and_add" },
  });
});

test.for([
  ["the same name", { ...megan, email: "mp@gmail.com" }],
  ["the same part before the @", { firstName: "Rita", lastName: "Vane", email: "megan.price@gmail.com" }],
  ["a name and address much alike", { firstName: "Meg", lastName: "Price", email: "meg.price@gmail.com" }],
] as const)(
  "a refused sign-in with %s is found for who never signed in",
  async ([, refused], { resources, db }) => {
    const organisations = [await createOrganisation(db)];
    const { id: userId } = await createOrganisationUser(db, megan, { organisations });
    await refuse(db, tom);
    const problemId = await refuse(db, refused);
    const api = callAs(resources, await createActor(db));
    const find = async () => (await api.organisationUsers.signingIn({ userId })).finding;

    expect(await find()).toMatchObject({ kind: "similar_refused", problemId, nextStep: "see_problem" });
    expect((await api.signInProblems.get({ problemId })).candidates).toMatchObject([{ id: userId }]);

    await db.updateTable("refused_sign_ins").set({ resolved_at: earlier }).execute();
    expect(await find()).toMatchObject({ kind: "not_signed_in" });
  },
);

test("for a support user only refused addresses of the Department for Education count", async ({
  resources,
  db,
}) => {
  const { id: userId } = await createSupportUser(db, tom);
  const api = callAs(resources, await createActor(db));
  const find = async () => (await api.supportUsers.signingIn({ userId })).finding;

  await refuse(db, { ...tom, email: "tom.whitfield@gmail.com" });
  expect(await find()).toMatchObject({ kind: "not_signed_in", invitation: "none" });
  await refuse(db, { ...tom, email: "t.whitfield@education.gov.uk" });
  expect(await find()).toMatchObject({ kind: "similar_refused" });
});

test("a person without an organisation is added to one, and shown with all their emails", async ({
  resources,
  db,
}) => {
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const api = callAs(resources, await createActor(db));
  await api.organisationUsers.remove({ organisationId: organisation.id, userId });

  expect(await api.organisationUsers.signingIn({ userId })).toMatchObject({
    finding: { kind: "no_organisation", nextStep: "add_to_organisation" },
  });
  expect(await api.organisationUsers.person({ userId })).toMatchObject({
    ...{ ...megan, id: userId, lastSignedInAt: null, isLinked: false, organisations: [] },
    emails: [{ kind: "organisation_user_removed", organisation, status: "queued" }],
  });
});

test("oneself is told to ask another support user about a new account", async ({ resources, db }) => {
  const actor = await createActor(db);
  await refuse(db, priya, "dsi-new");
  const userId = "id" in actor ? actor.id : "";

  expect(await callAs(resources, actor).supportUsers.signingIn({ userId })).toMatchObject({
    finding: { kind: "other_account", nextStep: "ask_another_support_user" },
  });
});

test("somebody who is not there is NOT_FOUND", async ({ resources, db }) => {
  const removed = await createSupportUser(db, tom, { removedAt: earlier });
  const api = callAs(resources, await createActor(db));
  const notFound = { code: "NOT_FOUND" };

  await expect(api.organisationUsers.person({ userId: unknownId })).rejects.toMatchObject(notFound);
  await expect(api.organisationUsers.signingIn({ userId: unknownId })).rejects.toMatchObject(notFound);
  await expect(api.supportUsers.signingIn({ userId: removed.id })).rejects.toMatchObject(notFound);
});
