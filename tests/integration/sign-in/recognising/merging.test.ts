import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import type { EmailKind } from "../../../../server/emails/kinds.ts";
import { isSuperseded, readStanding } from "../../../../server/emails/sending/superseded.ts";
import { forgetFormerUsers } from "../../../../server/organisation-users/former/forget.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readActivity, readEmails, readTraces } from "../../../readings/traces.ts";
import { createEmail } from "../../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  eric,
  megan,
  priya,
  tom,
} from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";

/** Megan Price after her address changed at DfE Sign-in. */
const married = { firstName: "Megan", lastName: "Lloyd", email: "megan.lloyd@example.com" };
const signedIn = { dfeSignInId: "dsi-megan" };
const signInMarried = (db: Database) => recogniseOnly(db, identityOf(married, "dsi-megan"));

/** Whether an email would be cancelled instead of sent. */
async function isCancelled(db: Database, email: { id: string; kind: EmailKind }): Promise<boolean> {
  return isSuperseded(db, { ...email, ...(await readStanding(db, email.id)) });
}

/** Megan, who has signed in and belongs to Ashgrove, and a record of her new address that belongs to Calder. */
async function createBoth(db: Database) {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const person = await createOrganisationUser(db, megan, { organisations: [ashgrove], ...signedIn });
  const other = await createOrganisationUser(db, married, { organisations: [calder] });
  return { ashgrove, calder, person, other };
}

test("a record of the new address that was never used becomes part of the person", async ({ db }) => {
  const { ashgrove, calder, person, other } = await createBoth(db);

  expect(await signInMarried(db)).toEqual({ kind: "organisation_user", id: person.id });

  expect(await db.selectFrom("organisation_users").select(["id", "email"]).execute()).toEqual([
    { id: person.id, email: married.email },
  ]);
  const memberships = db.selectFrom("memberships").select(["organisation_id", "user_id", "user_last_name"]);
  expect(new Set(await memberships.execute())).toEqual(
    new Set(
      [ashgrove, calder].map(({ id }) => ({
        ...{ organisation_id: id, user_id: person.id, user_last_name: "Lloyd" },
      })),
    ),
  );
  expect(await readActivity(db)).toMatchObject([
    {
      by: "organisation_user",
      name: "Megan Price",
      action: "merged",
      subjectId: other.id,
      subject: "Megan Lloyd",
    },
    { action: "edited", subjectId: person.id, changes: { email: { from: megan.email, to: married.email } } },
  ]);
});

test("a membership that the person has already stays as it is", async ({ db }) => {
  const organisation = await createOrganisation(db);
  const person = await createOrganisationUser(db, megan, { organisations: [organisation], ...signedIn });
  const before = await db.selectFrom("memberships").select(["user_id", "created_at"]).execute();
  await createOrganisationUser(db, married, { organisations: [organisation] });

  await signInMarried(db);

  const after = await db.selectFrom("memberships").select(["user_id", "created_at"]).execute();
  expect(after).toEqual(before);
  expect(after[0]?.user_id).toBe(person.id);
});

test("a record that has signed in but belongs to no organisation is merged, and its sessions end", async ({
  resources,
  db,
}) => {
  const person = await createOrganisationUser(db, megan, signedIn);
  const other = await createOrganisationUser(db, married, { dfeSignInId: "dsi-other" });
  await createSession(resources, { organisationUserId: other.id });

  expect(await signInMarried(db)).toMatchObject({ id: person.id });

  expect(await db.selectFrom("sessions").select("id_hash").execute()).toEqual([]);
});

test("a record that has signed in and belongs to an organisation keeps its address", async ({ db }) => {
  const organisation = await createOrganisation(db);
  const person = await createOrganisationUser(db, megan, signedIn);
  const other = { organisations: [organisation], dfeSignInId: "dsi-other" };
  await createOrganisationUser(db, married, other);

  expect(await signInMarried(db)).toMatchObject({ id: person.id });

  expect(await readActivity(db)).toMatchObject([
    { action: "sign_in_mismatch", subjectId: person.id },
    { action: "edited", changes: { lastName: { from: "Price", to: "Lloyd" } } },
  ]);
});

test("an address that DfE Sign-in has not verified merges nothing", async ({ db }) => {
  const { person } = await createBoth(db);
  const unverified = identityOf(married, "dsi-megan", { emailVerified: false });

  expect(await recogniseOnly(db, unverified)).toMatchObject({ id: person.id });

  expect(await db.selectFrom("merged_people").selectAll().execute()).toEqual([]);
  const emails = await db.selectFrom("organisation_users").select("email").orderBy("email").execute();
  expect(emails).toEqual([{ email: married.email }, { email: megan.email }]);
});

test("emails to the other record are then the person's, and each is sent if it still holds", async ({
  resources,
  db,
}) => {
  const { ashgrove, calder, person, other } = await createBoth(db);
  const toOther = (organisation: typeof ashgrove) =>
    createEmail(db, "organisation_user_added", { organisationUser: other, organisation });
  const invitation = { kind: "organisation_user_added", id: await toOther(calder) } as const;
  const former = await createOrganisation(db, "Former");
  const untrue = { kind: "organisation_user_added", id: await toOther(former) } as const;
  const removal = {
    kind: "organisation_user_removed",
    id: await createEmail(db, "organisation_user_removed", {
      organisationUser: other,
      organisation: ashgrove,
    }),
  } as const;
  const oldAddress = await createEmail(db, "organisation_user_added", {
    ...{ organisationUser: person, organisation: ashgrove },
  });

  await signInMarried(db);

  expect((await readEmails(db)).map(({ organisationUser }) => organisationUser)).toEqual(
    Array.from({ length: 4 }, () => person.id),
  );
  expect(await isCancelled(db, invitation), "Calder, where they belong").toBe(false);
  expect(await isCancelled(db, removal), "a removal from where they belong").toBe(true);
  expect(await isCancelled(db, untrue), "an organisation where they do not belong").toBe(true);
  expect(await isCancelled(db, { ...invitation, id: oldAddress }), "the address before").toBe(true);
  const api = callAs(resources, await createActor(db));
  const page = await api.organisationUsers.get({ organisationId: calder.id, userId: person.id });
  expect(page.emails).toMatchObject([{ id: invitation.id }]);
});

test("either id finds the person and their activity, also after a second merger", async ({
  resources,
  db,
}) => {
  const { calder, person, other } = await createBoth(db);
  const api = callAs(resources, await createActor(db));
  await api.organisationUsers.resendInvitation({ organisationId: calder.id, userId: other.id });
  await signInMarried(db);
  // Megan leaves, and another account proves that her address is theirs.
  await db.deleteFrom("memberships").execute();
  const last = await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric", organisations: [calder] });
  await recogniseOnly(db, identityOf(married, "dsi-eric"));

  for (const userId of [last.id, person.id, other.id]) {
    const { items } = await api.activity.list({ userId });
    expect(items.map(({ kind }) => kind)).toEqual(["edited", "merged", "edited", "merged", "invited_again"]);
    const found = await api.organisationUsers.get({ organisationId: calder.id, userId });
    expect(found).toMatchObject({ id: last.id, ...married });
  }
  await api.organisationUsers.remove({ organisationId: calder.id, userId: other.id });
  expect(await db.selectFrom("memberships").selectAll().execute()).toEqual([]);
});

test("forgetting a person forgets the names of the records merged into them", async ({ resources, db }) => {
  const { calder, other } = await createBoth(db);
  const api = callAs(resources, await createActor(db));
  await api.organisationUsers.resendInvitation({ organisationId: calder.id, userId: other.id });
  await signInMarried(db);
  await db.deleteFrom("memberships").execute();

  expect(await forgetFormerUsers(db, 0)).toBe(1);

  const log = await readActivity(db);
  expect(log.map(({ action, subject, changes }) => ({ action, subject, changes }))).toEqual(
    ["invited_again", "merged", "edited"].map((action) => ({ action, subject: null, changes: null })),
  );
  expect(log.map(({ name }) => name)).toEqual(["Priya Nair", null, null]);
  expect(await db.selectFrom("merged_people").selectAll().execute()).toEqual([]);
});

test("a support user's record that was never used is marked as removed, without an email", async ({
  resources,
  db,
}) => {
  const person = await createSupportUser(db, priya, { dfeSignInId: "dsi-priya" });
  const other = await createSupportUser(db, tom);
  const id = await createEmail(db, "support_user_added", { supportUser: other });
  const identity = identityOf({ ...priya, email: tom.email }, "dsi-priya");

  expect(await recogniseOnly(db, identity)).toEqual({ kind: "support_user", id: person.id });

  const stored = db.selectFrom("support_users").select(["id", "email"]).where("removed_at", "is", null);
  expect(await stored.execute()).toEqual([{ id: person.id, email: tom.email }]);
  expect(await readTraces(db)).toMatchObject({
    activity: [{ action: "merged", subjectId: other.id }, { action: "edited" }],
    emails: [{ id }],
  });
  expect(await isCancelled(db, { id, kind: "support_user_added" }), "its invitation is cancelled").toBe(true);
  const api = callAs(resources, { kind: "support_user", id: person.id, name: "Priya Nair" });
  expect(await api.supportUsers.get({ userId: other.id })).toMatchObject({
    ...{ id: person.id, mayRemove: false, emails: [{ id }] },
  });
  expect((await api.activity.list({ userId: person.id })).total).toBe(2);
});
