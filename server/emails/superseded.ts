import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { EmailSubject } from "./personalisation.ts";

type Subject = EmailSubject & { id: string };

const invitations = ["organisation_user_added", "support_user_added", "email_address_changed"];

/** Whether an email carries sign-in details. */
export function isInvitation({ kind }: Pick<EmailSubject, "kind">): boolean {
  return invitations.includes(kind);
}

/**
 * Whether an email is an invitation that no longer holds: its person was removed since, has another address, or a
 * newer one like it is on its way (specification, section 4). What tells of a removal always holds.
 */
export async function isSuperseded(db: Database, email: Subject): Promise<boolean> {
  if (!isInvitation(email)) return false;
  const holds =
    email.supportUserId === null ? await stillMember(db, email) : await stillSupportUser(db, email);
  return !holds || (await hasNewer(db, email.id));
}

/** Nobody gets two invitations because the first one had to wait. */
async function hasNewer(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from emails this join emails newer on newer.kind = this.kind
      and (newer.support_user_id = this.support_user_id or newer.organisation_user_id = this.organisation_user_id)
      and newer.organisation_id is not distinct from this.organisation_id
      and (newer.created_at, newer.id) > (this.created_at, this.id)
      and newer.status not in ('cancelled', 'failed')
    where this.id = ${id}
    limit 1
  `.execute(db);
  return rows.length > 0;
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
