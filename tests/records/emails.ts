import type { Database } from "../../db/database.ts";
import type { EmailKind } from "../../server/emails/kinds.ts";
import { createOrganisation, type Organisation } from "./organisations.ts";
import { createOrganisationUser, megan, type Person } from "./people.ts";

type About = {
  organisationUser?: Person;
  supportUser?: Person;
  organisation?: Organisation | undefined;
  bulkChangeId?: string | undefined;
};

/** Creates a queued email to the person that it is about. */
export async function createEmail(
  db: Database,
  kind: EmailKind,
  { organisationUser, supportUser, organisation, bulkChangeId }: About,
): Promise<string> {
  const { id } = await db
    .insertInto("emails")
    .values({
      kind,
      recipient: (organisationUser ?? supportUser)?.email,
      organisation_user_id: organisationUser?.id,
      support_user_id: supportUser?.id,
      organisation_id: organisation?.id,
      bulk_change_id: bulkChangeId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Reads the outcome of the first email. */
export function readOutcome(db: Database) {
  return db
    .selectFrom("emails")
    .select([
      "status",
      "notify_id as notifyId",
      "attempts",
      "retries",
      "error",
      "attempted_at as attemptedAt",
    ])
    .select([
      "sent_at as sentAt",
      "failed_at as failedAt",
      "delivered_at as deliveredAt",
      "cancelled_at as cancelledAt",
    ])
    .orderBy("created_at")
    .executeTakeFirstOrThrow();
}

/** Reads the status of one email, and how often it was tried. */
export function readStatus(db: Database, id: string) {
  return db
    .selectFrom("emails")
    .select(["status", "attempts", "due_at as dueAt"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** Creates a queued invitation of Megan Price to Ashgrove. */
export async function inviteMegan(db: Database) {
  const organisation = await createOrganisation(db);
  const organisationUser = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const id = await createEmail(db, "organisation_user_added", { organisationUser, organisation });
  return { id, organisation, organisationUser };
}
