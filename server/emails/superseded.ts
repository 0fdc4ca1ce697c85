import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { type EmailKind, emailKinds } from "./kinds.ts";

/**
 * Whether an email must no longer be sent: it is an invitation, and its person was removed, their email address
 * changed, or a newer invitation of the same kind replaces it (specification, section 4, What no longer holds). An
 * organisation user counts as removed when they left the organisation the email is about or, if it is about none, all
 * organisations.
 */
export async function isSuperseded(
  db: Database,
  { id, kind }: { id: string; kind: EmailKind },
): Promise<boolean> {
  if (!emailKinds[kind].isInvitation) return false;
  const { rows } = await sql`
    select from emails this where id = ${id}
      and not exists (
        select from emails newer where newer.kind = this.kind
          and (newer.support_user_id = this.support_user_id or newer.organisation_user_id = this.organisation_user_id)
          and newer.organisation_id is not distinct from this.organisation_id
          and (newer.created_at, newer.id) > (this.created_at, this.id)
          and newer.status not in ('cancelled', 'failed')
      )
      and (
        exists (
          select from support_users
          where id = this.support_user_id and email = this.recipient and removed_at is null
        )
        or exists (
          select from memberships join organisation_users on organisation_users.id = user_id
          where user_id = this.organisation_user_id and email = this.recipient
            and organisation_id = coalesce(this.organisation_id, organisation_id)
        )
      )
  `.execute(db);
  return rows.length === 0;
}
