import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { emailKindNames, emailKinds } from "../../../server/emails/kinds.ts";
import { removeOrganisationUser } from "../../../server/organisation-users/remove.ts";
import { callAs, test as base } from "../../fixtures/resources.ts";
import { untilBlocked } from "../../readings/locks.ts";
import { createEmail, inviteMegan } from "../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";
import { readWrongStates, settle } from "./scene.ts";

/** vitest's `test`. After each, what is stored of organisation users must be what their emails say. */
const test = base.extend("states", { auto: true }, ({ db }, { onCleanup }) => {
  onCleanup(async () => {
    expect(await readWrongStates(db)).toEqual([]);
  });
});

const kind = "organisation_user_added";

/** Whether the latest invitation failed, as stored for the list of all people and for each organisation's. */
async function hasFailed(db: Database): Promise<boolean[]> {
  const rows = await db.selectFrom("person_states").select("invitation_failed").execute();
  return rows.map(({ invitation_failed }) => invitation_failed);
}

/** When the person counts as invited, and when the email was requested. */
async function timesOf(db: Database, emailId: string) {
  const state = await db.selectFrom("person_states").select("invited_at").distinct().execute();
  const email = await db.selectFrom("emails").select("created_at").where("id", "=", emailId).execute();
  return { invited: state.map((row) => row.invited_at), requested: email.map((row) => row.created_at) };
}

test("the database knows which kinds of email are invitations", async ({ db }) => {
  const { rows } = await sql<{ kind: string }>`
    select kind from unnest(enum_range(null::email_kind)) kind where is_invitation(kind)
  `.execute(db);

  expect(new Set(rows.map((row) => row.kind))).toEqual(
    new Set(emailKindNames.filter((name) => emailKinds[name].isInvitation)),
  );
});

test("only the latest invitation counts, and not if it was cancelled", async ({ db }) => {
  const { id: first, ...about } = await inviteMegan(db);
  await settle(db, first, "failed");
  expect(await hasFailed(db)).toEqual([true, true]);

  const second = await createEmail(db, kind, about);
  expect(await hasFailed(db)).toEqual([false, false]);
  const { invited, requested } = await timesOf(db, second);
  expect(invited).toEqual(requested);

  await settle(db, second, "cancelled");
  expect(await hasFailed(db)).toEqual([true, true]);
  expect((await timesOf(db, first)).invited).toEqual((await timesOf(db, first)).requested);

  const third = await createEmail(db, kind, about);
  await settle(db, first, "delivered");
  await settle(db, first, "failed");
  await settle(db, await createEmail(db, "organisation_user_removed", about), "failed");
  expect(await hasFailed(db)).toEqual([false, false]);
  await settle(db, third, "failed");
  await createOrganisation(db, "Calder").then(({ id }) =>
    db
      .insertInto("memberships")
      .values({ organisation_id: id, user_id: about.organisationUser.id })
      .execute(),
  );
  expect(await hasFailed(db)).toEqual([true, true, true]);
});

test("what was before a person was added again does not count", async ({ resources, db }) => {
  const { id, organisation, organisationUser } = await inviteMegan(db);
  const actor = await createActor(db);
  const { add, search } = callAs(resources, actor).organisationUsers;
  await settle(db, id, "failed");
  const context = { actor, queue: resources.queue };
  await removeOrganisationUser(db, context, { organisationId: organisation.id, userId: organisationUser.id });
  expect((await search({ show: "invitation_failed" })).total).toBe(1);

  await add({ organisationId: organisation.id, ...megan });
  await settle(db, id, "delivered");
  await settle(db, id, "failed");

  expect((await search({ show: "invitation_failed" })).total).toBe(0);
  expect((await search({ show: "not_signed_in" })).items).toMatchObject([megan]);
});

test("merging two records takes their latest invitation, and a sign-in is followed", async ({
  resources,
  db,
}) => {
  const organisations = [await createOrganisation(db), await createOrganisation(db, "Calder")] as const;
  const married = { firstName: "Megan", lastName: "Lloyd", email: "megan.lloyd@example.com" };
  await createOrganisationUser(db, megan, { organisations: [organisations[0]], dfeSignInId: "dsi-megan" });
  const other = await createOrganisationUser(db, married, { organisations: [organisations[1]] });
  await settle(
    db,
    await createEmail(db, kind, { organisationUser: other, organisation: organisations[1] }),
    "failed",
  );
  const { list, search } = callAs(resources, await createActor(db)).organisationUsers;
  expect((await search({ show: "signed_in_over_90_days_ago" })).total).toBe(1);

  await recogniseOnly(db, identityOf(married, "dsi-megan"));

  for (const { id } of organisations)
    expect((await list({ organisationId: id, show: "invitation_failed" })).items).toMatchObject([married]);
  expect((await search({ show: "signed_in_over_90_days_ago" })).total).toBe(0);
});

test("an invitation that fails while a newer one is being stored does not count", async ({ db }) => {
  const { id: older, ...about } = await inviteMegan(db);
  let failing: Promise<void> | undefined;

  await db.transaction().execute(async (trx) => {
    await createEmail(trx, kind, about);
    failing = settle(db, older, "failed");
    await untilBlocked(db);
  });
  await failing;

  expect(await hasFailed(db)).toEqual([false, false]);
});

test("an invitation that fails while the address changes waits for that, and then counts", async ({ db }) => {
  const { id: older, ...about } = await inviteMegan(db);
  const { id } = about.organisationUser;
  let failing: Promise<void> | undefined;

  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("organisation_users")
      .set({ email: "meg@example.com" })
      .where("id", "=", id)
      .execute();
    failing = settle(db, older, "failed");
    await untilBlocked(db);
    await createEmail(trx, kind, about);
  });
  await failing;

  expect(await hasFailed(db)).toEqual([false, false]);
});

test("of support users too: the latest counts, and nothing from before they were added again", async ({
  resources,
  db,
}) => {
  const actor = await createActor(db);
  const { list, add, remove } = callAs(resources, actor).supportUsers;
  const failed = async () => (await list({ show: "invitation_failed" })).total;
  const supportUser = await createSupportUser(db, tom);
  const email = await createEmail(db, "support_user_added", { supportUser });
  await settle(db, email, "failed");
  expect(await failed()).toBe(1);
  await createEmail(db, "support_user_added", { supportUser });
  expect(await failed()).toBe(0);
  await settle(db, await createEmail(db, "email_address_changed", { supportUser }), "failed");
  expect(await failed()).toBe(1);

  await remove({ userId: supportUser.id });
  expect(await failed()).toBe(0);
  await add(tom);
  await settle(db, email, "delivered");
  await settle(db, email, "failed");

  expect(await failed()).toBe(0);
});
