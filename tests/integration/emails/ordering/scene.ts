import type { Database } from "../../../../db/database.ts";
import { testWithLongWaits as base } from "../../../fixtures/sending.ts";
import { createEmail } from "../../../records/emails.ts";
import { createOrganisation, type Organisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan, type Person } from "../../../records/people.ts";

/** Megan Price, who belongs to Ashgrove and to Calder. */
export type Scene = { db: Database; ashgrove: Organisation; calder: Organisation; user: Person };

export const test = base.extend("scene", async ({ db }): Promise<Scene> => {
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

/** The references of received emails, oldest first. */
export const references = (inbox: { reference: string }[]) =>
  inbox.map(({ reference }) => reference).toReversed();
