import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { openSender } from "../../../../jobs/emails/sender.ts";
import { test as base } from "../../../fixtures/sending.ts";
import { createEmail } from "../../../records/emails.ts";
import { createOrganisation, type Organisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan, type Person } from "../../../records/people.ts";
import { quickTimings } from "../../../stand-ins/notify.ts";

/** Megan Price, who belongs to Ashgrove and to Calder. */
export type Scene = { db: Database; ashgrove: Organisation; calder: Organisation; user: Person };

/** The wait before each retry, in milliseconds. */
export const backoff = 60_000;

/** With waits that are long enough for a slow machine; tests move the stored times instead of waiting. */
export const test = base
  .extend("sender", ({ resources, mail }) =>
    openSender({ ...resources, environment: mail.environment }, { ...quickTimings, backoff: () => backoff }),
  )
  .extend(
    "send",
    ({ sender }) =>
      (emailId: string) =>
        sendEmail(sender, emailId),
  )
  .extend("scene", async ({ db }): Promise<Scene> => {
    const ashgrove = await createOrganisation(db);
    const calder = await createOrganisation(db, "Calder");
    const user = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
    return { db, ashgrove, calder, user };
  });

export const invitation = ({ db, user, ashgrove }: Scene) =>
  createEmail(db, "organisation_user_added", { organisationUser: user, organisation: ashgrove });
export const elsewhere = ({ db, user, calder }: Scene) =>
  createEmail(db, "organisation_user_added", { organisationUser: user, organisation: calder });
export const addressChanged = ({ db, user }: Scene) =>
  createEmail(db, "email_address_changed", { organisationUser: user });
export const removal = ({ db, user, ashgrove }: Scene) =>
  createEmail(db, "organisation_user_removed", { organisationUser: user, organisation: ashgrove });
export const leave = ({ db, ashgrove }: Scene) =>
  db.deleteFrom("memberships").where("organisation_id", "=", ashgrove.id).execute();

/** Moves the times of all attempts back by some milliseconds. */
export const age = (db: Database, ms: number) =>
  sql`
    update emails set attempted_at = attempted_at - ${ms} * interval '1 millisecond',
      due_at = due_at - ${ms} * interval '1 millisecond'
  `.execute(db);

/** The references of received emails, oldest first. */
export const references = (inbox: { reference: string }[]) =>
  inbox.map(({ reference }) => reference).toReversed();
