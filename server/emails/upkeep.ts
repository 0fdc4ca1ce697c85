import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { Resources } from "../resources.ts";
import { emailQueue, queueEmailJob } from "./queue.ts";

/**
 * Queues a job for every queued email that has none: pg-boss deletes a job after two weeks, and an operator can empty
 * the queue. A second job for the same email does no harm (specification, section 4, Sending).
 *
 * @returns how many jobs it queued
 */
export async function requeueEmails({ db, queue }: Pick<Resources, "db" | "queue">): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from emails where status = 'queued' and not exists (
        select from pgboss.job
        where name = ${emailQueue} and state in ('created', 'retry', 'active') and data ->> 'emailId' = emails.id::text
      )
    `.execute(trx);
    for (const { id } of rows) await queueEmailJob(trx, queue, id);
    return rows.length;
  });
}

/**
 * Blanks the recipients of emails after `EMAIL_RETENTION_DAYS` (specification, section 10). The record still refers to
 * its person, unless that person was deleted.
 *
 * @returns how many it blanked
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
 * Makes the worker look up each queued email in Notify before it sends it. After a backup was restored, the email may
 * have been sent since the backup was taken. Notify keeps emails for seven days by default.
 *
 * @returns how many emails it marked; an email with an earlier attempt is looked up anyway
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
