import { sql } from "kysely";
import { enqueueEmail } from "../../jobs/enqueue.ts";
import { emailQueue } from "../../jobs/queues.ts";
import type { Services } from "../services.ts";

/**
 * Queues a job for every email that waits and has none: pg-boss keeps a job for two weeks and no longer, and an
 * operator may empty a queue. One that has a job after all comes to nothing (SPEC §4).
 *
 * @returns how many there were
 */
export async function requeueEmails({ db, queue }: Pick<Services, "db" | "queue">): Promise<number> {
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
