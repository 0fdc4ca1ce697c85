import type { Transaction } from "kysely";
import { fromKysely, type PgBoss } from "pg-boss";
import type { DB } from "../db/types.ts";
import { type EmailJob, emailQueue } from "./queues.ts";

/** Queues an email for sending; the job exists once the transaction commits, and wakes a worker then. */
export async function enqueueEmail(trx: Transaction<DB>, queue: PgBoss, emailId: string): Promise<void> {
  await queue.send(emailQueue, { emailId } satisfies EmailJob, { db: fromKysely(trx) });
}
