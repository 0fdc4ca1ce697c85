import type { Database } from "../../../../db/database.ts";
import type { EmailKind } from "../../../../server/emails/kinds.ts";
import { testWithLongWaits as base } from "../../../fixtures/sending.ts";
import { createBulkChange } from "../../../records/bulk-changes.ts";
import { createEmail } from "../../../records/emails.ts";
import { createOrganisation, type Organisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan, type Person } from "../../../records/people.ts";

/** Megan Price, who belongs to Ashgrove and to Calder. With a bulk change, emails are of that. */
export type Scene = {
  db: Database;
  ashgrove: Organisation;
  calder: Organisation;
  user: Person;
  bulkChangeId?: string;
};

export const test = base.extend("scene", async ({ db }): Promise<Scene> => {
  const ashgrove = await createOrganisation(db);
  const calder = await createOrganisation(db, "Calder");
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  return { db, ashgrove, calder, user };
});

/** The same scene with emails of a bulk change. */
export const inBulk = async (scene: Scene): Promise<Scene> => ({
  ...scene,
  bulkChangeId: await createBulkChange(scene.db),
});

const emailAbout =
  (kind: EmailKind, about?: "ashgrove" | "calder") =>
  ({ db, user, bulkChangeId, ...scene }: Scene) =>
    createEmail(db, kind, { organisationUser: user, organisation: about && scene[about], bulkChangeId });

export const invitation = emailAbout("organisation_user_added", "ashgrove");
export const elsewhere = emailAbout("organisation_user_added", "calder");
export const addressChanged = emailAbout("email_address_changed");
export const removal = emailAbout("organisation_user_removed", "ashgrove");
export const leave = ({ db, ashgrove }: Scene) =>
  db.deleteFrom("memberships").where("organisation_id", "=", ashgrove.id).execute();

/** The references of received emails, oldest first. */
export const references = (inbox: { reference: string }[]) =>
  inbox.map(({ reference }) => reference).toReversed();
