import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { EmailSubject } from "./personalisation.ts";

const invitations = ["organisation_user_added", "support_user_added", "email_address_changed"];

/**
 * Whether an email is an invitation that no longer holds: its person was removed since, or has another address
 * (SPEC §4). What tells of a removal always holds.
 */
export async function isSuperseded(db: Database, email: EmailSubject): Promise<boolean> {
  if (!invitations.includes(email.kind)) return false;
  const holds =
    email.supportUserId === null ? await stillMember(db, email) : await stillSupportUser(db, email);
  return !holds;
}

async function stillSupportUser(db: Database, { supportUserId, recipient }: EmailSubject): Promise<boolean> {
  const user = await db
    .selectFrom("support_users")
    .select("id")
    .where("id", "=", supportUserId)
    .where("email", "=", recipient)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return user !== undefined;
}

/** A member of the organisation that the email is about; of any, where it is about all. */
async function stillMember(
  db: Database,
  { organisationUserId, organisationId, recipient }: EmailSubject,
): Promise<boolean> {
  const membership = await db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "user_id")
    .select("user_id")
    .where("user_id", "=", organisationUserId)
    .where("email", "=", recipient)
    .where(sql<boolean>`organisation_id = coalesce(${organisationId}, organisation_id)`)
    .limit(1)
    .executeTakeFirst();
  return membership !== undefined;
}
