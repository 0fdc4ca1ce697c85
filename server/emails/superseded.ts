import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { Addressee } from "./addressee.ts";
import { type EmailKind, emailKinds } from "./kinds.ts";

type Email = Addressee & { id: string; kind: EmailKind; recipient: string };

/**
 * Whether an email must not be sent any more: an invitation whose person was removed or has another address, or after
 * which a newer one was queued (specification, section 4, What no longer holds).
 */
export async function isSuperseded(db: Database, email: Email): Promise<boolean> {
  if (!emailKinds[email.kind].isInvitation) return false;
  const holds = email.supportUserId === null ? await isMember(db, email) : await isSupportUser(db, email);
  return !holds || (await hasNewer(db, email.id));
}

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

async function isSupportUser(db: Database, { supportUserId, recipient }: Email): Promise<boolean> {
  const user = await db
    .selectFrom("support_users")
    .select("id")
    .where("id", "=", supportUserId)
    .where("email", "=", recipient)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return user !== undefined;
}

/** Whether the person belongs to the organisation that the email is about; without one, to any organisation. */
async function isMember(
  db: Database,
  { organisationUserId, organisationId, recipient }: Email,
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
