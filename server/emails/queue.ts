import { fromKysely, PgBoss, type Queue } from "pg-boss";
import type { Database } from "../../db/database.ts";

/** The queue of emails to send; a job's data is the id of the email's record and nothing else. */
export const emailQueue = "send-email";

/** Where jobs end at which one worker after the other stopped. */
export const abandonedQueue = "abandoned-email";

export type EmailJob = { emailId: string };

/**
 * When an email is tried again is in its record, not here: a try that Notify turned away ends its job and queues the
 * next one. pg-boss repeats a job only where its worker died, which it notices by the missing heartbeat.
 */
const emailQueueOptions: Omit<Queue, "name"> = {
  notify: true,
  deadLetter: abandonedQueue,
  retryLimit: 50,
  retryDelay: 5,
  retryBackoff: false,
  expireInSeconds: 600,
  heartbeatSeconds: 10,
};

/** Creates the queues that are not there yet; safe when several processes do it at once. */
async function createQueues(queue: PgBoss): Promise<void> {
  await queue.createQueue(abandonedQueue);
  await queue.createQueue(emailQueue, emailQueueOptions);
  // A queue that an earlier release created keeps that release's options until they are set.
  await queue.updateQueue(emailQueue, emailQueueOptions);
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
