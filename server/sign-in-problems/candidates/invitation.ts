import { type RawBuilder, sql } from "kysely";
import { isoTime } from "../../../db/iso-time.ts";
import { emailKindNames, emailKinds } from "../../emails/kinds.ts";
import type { UserKind } from "../../people/kinds.ts";

/** The latest invitation that a person got, and what became of it. `error` is set if it failed. */
export type LatestInvitation = {
  status: "queued" | "sent" | "delivered" | "failed" | "cancelled";
  createdAt: string;
  statusAt: string;
  error: string | null;
};

const invitations = sql.join(
  emailKindNames.filter((kind) => emailKinds[kind].isInvitation).map((kind) => sql.lit(kind)),
);

/**
 * SQL for the latest invitation of a person as JSON; null if there is no record of one. One to an organisation to which
 * the person no longer belongs does not count, nor one from before they were last added anew.
 *
 * @param person the name that the query gives to the person's table
 */
export function latestInvitation(kind: UserKind, person: string): RawBuilder<LatestInvitation | null> {
  const [id, revivedAt] = [sql.ref(`${person}.id`), sql.ref(`${person}.revived_at`)];
  const statusAt = sql<Date>`coalesce(failed_at, cancelled_at, delivered_at, sent_at, created_at)`;
  const recipient = kind === "support_user" ? sql`support_user_id` : sql`organisation_user_id`;
  return sql`(
    select json_build_object(
      'status', status, 'createdAt', ${isoTime(sql<Date>`created_at`)}, 'statusAt', ${isoTime(statusAt)},
      'error', case when status = 'failed' then error end
    )
    from emails
    where ${recipient} = ${id} and kind in (${invitations}) and created_at >= coalesce(${revivedAt}, '-infinity')
      and (emails.organisation_id is null or exists (
        select from memberships where user_id = ${id} and memberships.organisation_id = emails.organisation_id
      ))
    order by created_at desc, emails.id desc
    limit 1
  )`;
}
