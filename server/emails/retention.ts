import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { inBatches } from "../../db/transactions/in-batches.ts";
import type { WorkerResources } from "../resources.ts";

/** Emails in one transaction. */
const batchSize = 2_000;

/**
 * Deletes the recipient's address from the records of emails older than `EMAIL_RETENTION_DAYS` (specification, section
 * 10). The record still refers to the person, unless that person's record was deleted. An email that is being changed is left
 * for the next time.
 *
 * @returns the number of records changed
 */
export function blankOldRecipients({
  db,
  environment,
}: Pick<WorkerResources, "db" | "environment">): Promise<number> {
  let from = "-infinity"; // so that a batch does not read what those before left behind in the index
  return inBatches(batchSize, async (size) => {
    const { rows } = await sql<{ count: number; last: string | null }>`
      with old as materialized (
        select id, created_at from emails
        where recipient is not null and created_at >= ${from}::timestamptz
          and created_at < now() - make_interval(days => ${environment.EMAIL_RETENTION_DAYS})
        order by created_at limit ${size} for update skip locked
      ), blanked as (
        update emails set recipient = null where id = any(array(select id from old))
      )
      select count(*)::integer as count, max(created_at)::text as last from old
    `.execute(db);
    from = rows[0]?.last ?? from;
    return rows[0]?.count;
  });
}

/** The records of the last months are kept in any case: figures of how the service performs are counted from them. */
const fewestDays = 180;

/**
 * Deletes the records of emails older than `retentionDays`, but at least 180 days, that name no recipient any more. That of
 * the latest invitation of each user stays, because filters and pages show what became of it (specification, section 10;
 * section 14).
 *
 * @returns the number of records deleted
 */
export async function deleteOldEmails(db: Database, retentionDays: number): Promise<number> {
  const days = Math.max(retentionDays, fewestDays);
  let deleted = 0;
  let last: Last = { created_at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  await inBatches(batchSize, async (size) => {
    const { rows } = await deleteAfter(db, { days, size, last });
    deleted += rows[0]?.deleted ?? 0;
    last = rows[0]?.last ?? last;
    return rows[0]?.read;
  });
  return deleted;
}

type Last = { created_at: string; id: string };

/** Reads the next old records, and deletes those of them that are not kept. */
function deleteAfter(db: Database, { days, size, last }: { days: number; size: number; last: Last }) {
  return sql<{ read: number; deleted: number; last: Last | null }>`
    with old as materialized (
      select id, created_at from emails
      where recipient is null and (created_at, id) > (${last.created_at}::timestamptz, ${last.id}::uuid)
        and created_at < now() - make_interval(days => ${days})
      order by created_at, id limit ${size}
    ), deleted as (
      delete from emails this
      where id = any(array(select id from old)) and status <> 'queued'
        and not exists (select from emails earlier where earlier.sent_again_as = this.id)
        and not (is_invitation(kind) and (${isLatestTo("organisation_user_id")} or ${isLatestTo("support_user_id")}))
      returning id
    )
    select (select count(*)::integer from old) as read, (select count(*)::integer from deleted) as deleted,
      (select to_json(old) from old order by created_at desc, id desc limit 1) as last
  `.execute(db);
}

/** SQL for whether an email is the latest invitation of a user, as the state of the user is found from it. */
function isLatestTo(user: "organisation_user_id" | "support_user_id") {
  return sql`coalesce(this.id = (
    select later.id from emails later
    where later.${sql.ref(user)} = this.${sql.ref(user)} and is_invitation(later.kind) and later.status <> 'cancelled'
    order by later.created_at desc limit 1
  ), false)`;
}
