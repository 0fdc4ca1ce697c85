import { fromKysely, PgBoss, type Queue } from "pg-boss";
import type { Database } from "../db/database.ts";

/** The queue of emails to send; a job's data is the id of the email's record and nothing else. */
export const emailQueue = "send-email";

export type EmailJob = { emailId: string };

// Doubling from 5 s to at most 30 minutes, 60 times: more than a day of outage (SPEC §4).
const emailQueueOptions: Omit<Queue, "name"> = {
  notify: true,
  retryLimit: 60,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 1_800,
  expireInSeconds: 300,
  heartbeatSeconds: 10,
};

/** Creates the queues that are not there yet; safe when several processes do it at once. */
export async function createQueues(queue: PgBoss): Promise<void> {
  await queue.createQueue(emailQueue, emailQueueOptions);
}

/**
 * Opens the queue for sending only, through the pool that the change's transaction comes from.
 *
 * @param onError told when the database fails it between two calls
 */
export async function openQueue(db: Database, onError: (error: Error) => void): Promise<PgBoss> {
  const queue = new PgBoss({ db: fromKysely(db), migrate: false, supervise: false, schedule: false });
  queue.on("error", onError);
  // Before it starts, which reads all queues: a first `send` that had to would want a second connection of the pool.
  await createQueues(queue);
  await queue.start();
  return queue;
}
