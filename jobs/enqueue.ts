import { fromKysely, type PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import { type EmailJob, emailQueue } from "./queues.ts";

/**
 * Queues an email for sending. In a transaction, the job exists once that commits, and wakes a worker then.
 *
 * @param startAfter not before this moment
 */
export async function enqueueEmail(
  db: Database,
  queue: PgBoss,
  emailId: string,
  startAfter?: Date,
): Promise<void> {
  await queue.send(emailQueue, { emailId } satisfies EmailJob, { db: fromKysely(db), startAfter });
}
