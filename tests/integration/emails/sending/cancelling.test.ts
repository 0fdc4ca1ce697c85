import { sql } from "kysely";
import { expect } from "vitest";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import type { Database } from "../../../../db/database.ts";
import { createEmail, readStatus } from "../../../records/emails.ts";
import { startTestNotify } from "../../../stand-ins/notify.ts";
import { createSender } from "../../../fixtures/sending.ts";
import { createOrganisation, type Organisation } from "../../../records/organisations.ts";
import {
  createOrganisationUser,
  createSupportUser,
  megan,
  type Person,
  tom,
} from "../../../records/people.ts";
import { test as base } from "../../../fixtures/resources.ts";

type Scene = { db: Database; ashgrove: Organisation; calder: Organisation; user: Person; support: Person };

const test = base
  .extend("mail", { scope: "file" }, async ({}, { onCleanup }) => {
    const mail = await startTestNotify();
    onCleanup(mail.stop);
    return mail;
  })
  .extend("scene", async ({ db }): Promise<Scene> => {
    const ashgrove = await createOrganisation(db);
    const calder = await createOrganisation(db, "Calder");
    const user = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
    return { db, ashgrove, calder, user, support: await createSupportUser(db, tom) };
  });

const added = ({ db, user, ashgrove }: Scene) =>
  createEmail(db, "organisation_user_added", { organisationUser: user, organisation: ashgrove });
const supportAdded = ({ db, support }: Scene) =>
  createEmail(db, "support_user_added", { supportUser: support });
const addressChanged = ({ db, user }: Scene) =>
  createEmail(db, "email_address_changed", { organisationUser: user });

const leave = ({ db, ashgrove }: Scene) =>
  db.deleteFrom("memberships").where("organisation_id", "=", ashgrove.id).execute();
const leaveAll = ({ db }: Scene) => db.deleteFrom("memberships").execute();
const rename = ({ db }: Scene) =>
  db.updateTable("organisation_users").set({ email: "megan@example.com" }).execute();
const renameSupport = ({ db }: Scene) =>
  db.updateTable("support_users").set({ email: "tom@education.gov.uk" }).execute();
const deleteUser = ({ db }: Scene) => db.deleteFrom("organisation_users").execute();
const removeSupport = ({ db }: Scene) =>
  db
    .updateTable("support_users")
    .set({ removed_at: sql<Date>`now()` })
    .execute();
const inviteAgain = (scene: Scene) => added(scene);
const inviteSupportAgain = (scene: Scene) => supportAdded(scene);
const failToInviteAgain = async (scene: Scene) => {
  const id = await added(scene);
  await scene.db
    .updateTable("emails")
    .set({ status: "failed", failed_at: sql<Date>`now()`, error: "400" })
    .where("id", "=", id)
    .execute();
};
/** Records what came of all emails so far. */
const settle = (status: "sent" | "failed", error: string) => (scene: Scene) =>
  sql`
    update emails set attempts = 1, attempted_at = now(), error = ${error}, status = ${status}, failed_at = now(),
      sent_at = now(), notify_id = case when ${status} = 'sent' then gen_random_uuid() end
  `.execute(scene.db);
const after =
  (...steps: ((scene: Scene) => Promise<unknown>)[]) =>
  async (scene: Scene) => {
    for (const step of steps) await step(scene);
    return createRemoval(scene);
  };
const createRemoval = ({ db, user, ashgrove }: Scene) =>
  createEmail(db, "organisation_user_removed", { organisationUser: user, organisation: ashgrove });
const createSupportRemoval = ({ db, support }: Scene) =>
  createEmail(db, "support_user_removed", { supportUser: support });
const createMove = ({ db, user }: Scene) =>
  createEmail(db, "organisation_user_invited_elsewhere", { organisationUser: user });
const afterFailure = (error: string) => async (scene: Scene) => {
  await added(scene);
  await settle("failed", error)(scene);
  return createMove(scene);
};
const inviteToCalder = ({ db, user, calder }: Scene) =>
  createEmail(db, "organisation_user_added", { organisationUser: user, organisation: calder });
const belong = () => Promise.resolve();
const rejected = settle("failed", "400 BadRequestError");
const blank = ({ db }: Scene) => db.updateTable("emails").set({ recipient: null }).execute();

type Case = [
  what: string,
  create: (scene: Scene) => Promise<string>,
  happen: (scene: Scene) => Promise<unknown>,
];

test.for<Case>([
  ["an invitation of a user removed from that organisation", added, leave],
  ["an invitation of a user with another address", added, rename],
  ["an invitation of a deleted user", added, deleteUser],
  ["an invitation whose recipient was blanked", added, blank],
  ["an invitation of a removed support user", supportAdded, removeSupport],
  ["an invitation of a support user with another address", supportAdded, renameSupport],
  ["sign-in details for an address that has changed again", addressChanged, rename],
  ["sign-in details of a person without any organisation", addressChanged, leaveAll],
  ["an invitation that has since been sent again", added, inviteAgain],
  ["a support user's invitation that has since been sent again", supportAdded, inviteSupportAgain],
  ["a removal of a user who belongs again", createRemoval, belong],
  ["a support user's removal who belongs again", createSupportRemoval, belong],
  ["a removal of a deleted user", createRemoval, deleteUser],
  ["a removal after an invitation that Notify rejected", after(added, rejected), leave],
  ["a move to another address, from one that does not exist", afterFailure("permanent-failure"), leaveAll],
  ["a move to another address, from one that Notify refuses", afterFailure("400 ValidationError"), leaveAll],
  ["a removal after a rejected invitation, and one elsewhere", after(added, rejected, inviteToCalder), leave],
])("%s is cancelled", async ([, create, happen], { resources, db, mail, scene }) => {
  const id = await create(scene);
  await happen(scene);

  await sendEmail(createSender(resources, mail), "single", id);
  await sendEmail(createSender(resources, mail), "single", id);

  const { status, attempts } = await readStatus(db, id);
  expect([status, attempts]).toEqual(["cancelled", 0]);
  expect((await mail.inbox()).filter(({ reference }) => reference === id)).toEqual([]);
});

test.for<Case>([
  ["a removal without a record of an invitation", createRemoval, leave],
  ["a support user's removal without a record of an invitation", createSupportRemoval, removeSupport],
  ["a removal after an accepted invitation", after(added, settle("sent", "")), leave],
  ["a removal after an invitation with an unknown outcome", after(added, settle("failed", "504")), leave],
  [
    "a removal after an invitation without an outcome",
    after(added, settle("failed", "Notify did not answer")),
    leave,
  ],
  ["a move to another address, of a person who never heard of it", createMove, leaveAll],
  ["a move to another address, although the invitation failed", afterFailure("temporary-failure"), leaveAll],
  ["a move to another address of a person who belongs again", createMove, belong],
  ["sign-in details of a person who left one of two organisations", addressChanged, leave],
  ["an invitation of a current user", added, () => Promise.resolve()],
  ["an invitation whose successor has failed", added, failToInviteAgain],
  ["an invitation beside another kind of email", added, addressChanged],
])("%s is still sent", async ([, create, happen], { resources, db, mail, scene }) => {
  const id = await create(scene);
  await happen(scene);

  await sendEmail(createSender(resources, mail), "single", id);

  expect(await readStatus(db, id)).toMatchObject({ status: "sent" });
  expect((await mail.inbox()).filter(({ reference }) => reference === id)).toHaveLength(1);
});
