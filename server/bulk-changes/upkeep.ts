import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { deleteInBatches } from "../../db/transactions/in-batches.ts";
import type { Resources } from "../resources.ts";
import { bulkChangeQueue, queueRows } from "./work/queue.ts";
import { finish } from "./work/finish.ts";

/** Bulk changes in one transaction, of up to 10,000 rows each. */
const batchSize = 5;

/**
 * Queues jobs for each bulk change that has rows to do and no job, and ends those that have none to do. Jobs can be lost:
 * pg-boss gives one up when its workers died too often, and an operator can empty the queue.
 */
export async function resumeBulkChanges({ db, queue }: Pick<Resources, "db" | "queue">): Promise<void> {
  const { rows } = await sql<{ id: string; total: number }>`
    select id, total from bulk_changes where started_at is not null and finished_at is null and not exists (
      select from pgboss.job
      where name = ${bulkChangeQueue} and state in ('created', 'retry', 'active')
        and data ->> 'bulkChangeId' = bulk_changes.id::text
    )
  `.execute(db);
  for (const { id, total } of rows) {
    const hasEnded = await finish(db, id);
    if (!hasEnded) await queueRows(db, queue, id, total);
  }
}

/**
 * Deletes what an API token checked and did not start within 24 hours. What a page checked goes with its session.
 *
 * @returns the number of bulk changes deleted
 */
export function sweepUnstarted(db: Database): Promise<number> {
  const isLeft = sql<boolean>`started_at is null and api_token_id is not null and created_at < now() - interval '24 hours'`;
  return deleteInBatches(db, "bulk_changes", isLeft, batchSize);
}

/**
 * Deletes the rows and the file's name and header of bulk changes that ended over `retentionDays` ago, each with its up to
 * 10,000 rows in one transaction. Their counts stay (specification, section 11, Keeping).
 *
 * @returns the number of bulk changes whose details were deleted
 */
export async function deleteDetails(db: Database, retentionDays: number): Promise<number> {
  const old = await db
    .selectFrom("bulk_changes")
    .select("id")
    .where("details_deleted_at", "is", null)
    .where("finished_at", "<", sql<Date>`now() - make_interval(days => ${retentionDays})`)
    .execute();
  for (const { id } of old) {
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom("bulk_change_rows").where("bulk_change_id", "=", id).execute();
      await trx
        .updateTable("bulk_changes")
        .set({ details_deleted_at: sql<Date>`now()`, file_name: null, header: null })
        .where("id", "=", id)
        .execute();
    });
  }
  return old.length;
}

/** Deletes what rows with an outcome say about people who are deleted. The outcomes stay. */
export async function forgetInRows(db: Database, ids: string[], emails: string[]): Promise<void> {
  await sql`
    update bulk_change_rows
    set cells = null, first_name = null, last_name = null, email = null, stored_name = null, user_id = null
    where outcome is not null and (user_id = any(${ids}::uuid[]) or email = any(${emails}::text[]))
  `.execute(db);
}

/**
 * Notes that the person who started a bulk change sees that it has ended, for a banner that is shown once.
 *
 * @returns whether to show it: the bulk change has ended, this person started it, and they have not seen it yet
 */
export async function noteSeenEnding(db: Database, bulkChangeId: string, userId: string): Promise<boolean> {
  const seen = await db
    .updateTable("bulk_changes")
    .set({ told_at: sql<Date>`now()` })
    .where("id", "=", bulkChangeId)
    .where("started_by_id", "=", userId)
    .where("finished_at", "is not", null)
    .where("told_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return seen !== undefined;
}
