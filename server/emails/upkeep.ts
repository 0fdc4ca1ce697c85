import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { Resources } from "../resources.ts";
import { emailQueues, queueEmailJob, toItsQueue } from "./queue.ts";

/**
 * Queues a job for every email that waits to be sent and has no job. Jobs can be lost: pg-boss deletes a job after two
 * weeks, and an operator can empty the queue. A second job for an email does not send it twice (specification, section
 * 4, Sending).
 *
 * @returns the number of jobs queued
 */
export async function requeueEmails({ db, queue }: Pick<Resources, "db" | "queue">): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ emailId: string; bulkChangeId: string | null }>`
      select id as "emailId", bulk_change_id as "bulkChangeId" from emails where status = 'queued' and not exists (
        select from pgboss.job
        where name = any(${Object.values(emailQueues)}) and state in ('created', 'retry', 'active') and data ->> 'emailId' = emails.id::text
      )
    `.execute(trx);
    for (const email of rows) await queueEmailJob(trx, queue, toItsQueue(email));
    return rows.length;
  });
}

/**
 * For use after restoring a backup: makes the worker look up each queued email in Notify before sending it, because the
 * email may have been sent after the backup was made. Notify keeps emails for seven days by default.
 *
 * @returns the number of emails marked
 */
export async function markForLookup(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("emails")
    // Without an error, the outcome of the attempt is unknown.
    .set({ attempted_at: sql<Date>`coalesce(attempted_at, created_at)`, error: null })
    .where("status", "=", "queued")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
