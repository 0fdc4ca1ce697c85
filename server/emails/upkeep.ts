import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { Resources } from "../resources.ts";
import { emailQueue, enqueueEmail } from "./queue.ts";

/**
 * Queues a job for every email that waits and has none: pg-boss keeps a job for two weeks and no longer, and an
 * operator may empty a queue. One that has a job after all comes to nothing (specification, section 4).
 *
 * @returns how many there were
 */
export async function requeueEmails({ db, queue }: Pick<Resources, "db" | "queue">): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from emails where status = 'queued' and not exists (
        select from pgboss.job
        where name = ${emailQueue} and state in ('created', 'retry', 'active') and data ->> 'emailId' = emails.id::text
      )
    `.execute(trx);
    for (const { id } of rows) await enqueueEmail(trx, queue, id);
    return rows.length;
  });
}

/**
 * Blanks the recipients of emails after `EMAIL_RETENTION_DAYS` (specification, section 10). Whom an email was for is still known
 * through its person, as long as there is one.
 *
 * @returns how many were blanked
 */
export async function blankOldRecipients({
  db,
  environment,
}: Pick<Resources, "db" | "environment">): Promise<bigint> {
  const { numUpdatedRows } = await db
    .updateTable("emails")
    .set({ recipient: null })
    .where("recipient", "is not", null)
    .where("created_at", "<", sql<Date>`now() - make_interval(days => ${environment.EMAIL_RETENTION_DAYS})`)
    .executeTakeFirst();
  return numUpdatedRows;
}

/**
 * Makes sure that Notify is asked about each waiting email before it is sent: where a backup was restored, it may have
 * been sent after the backup was taken. Notify knows for as long as it keeps emails, usually seven days.
 *
 * @returns how many emails of which no attempt was known are asked about now
 */
export async function markForLookup(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("emails")
    .set({ attempted_at: sql<Date>`created_at` })
    .where("status", "=", "queued")
    .where("attempted_at", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
