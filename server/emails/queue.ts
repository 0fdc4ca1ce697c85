import type { Transaction } from "kysely";
import { fromKysely, PgBoss, type Queue } from "pg-boss";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { Addressee } from "./addressee.ts";
import type { EmailKind } from "./kinds.ts";

export const emailQueue = "send-email";

/** Where pg-boss moves a job that failed on every repeat. */
export const abandonedQueue = "abandoned-email";

/** All that a job holds, so that no personal data are in the queue. */
export type EmailJob = { emailId: string };

/**
 * pg-boss repeats a job only if its worker failed by itself or died, which it notices by the missing heartbeat. When
 * Notify does not accept an email, the job completes, and a new one starts at the time in the email's record.
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

/** Creates the queues that do not exist yet. Several processes can do it at once. */
async function createQueues(queue: PgBoss): Promise<void> {
  await queue.createQueue(abandonedQueue);
  await queue.createQueue(emailQueue, emailQueueOptions);
  // A queue that an earlier release created keeps that release's options until they are set.
  await queue.updateQueue(emailQueue, emailQueueOptions);
}

/**
 * Opens the queue to add jobs to it, on the pool that changes take their transactions from.
 *
 * @param onError called when the database fails between two calls
 */
export async function openQueue(db: Database, onError: (error: Error) => void): Promise<PgBoss> {
  const queue = new PgBoss({ db: fromKysely(db), migrate: false, supervise: false, schedule: false });
  queue.on("error", onError);
  // `start` reads all queues, so they must exist: else the first `send` would need a second connection of the pool.
  await createQueues(queue);
  await queue.start();
  return queue;
}

type NewEmail = { kind: EmailKind; recipient: string } & Partial<Addressee>;

/**
 * Records an email and queues the job that sends it, both in the change's own transaction (specification, section 4).
 *
 * @returns the id of the email's record
 */
export async function queueEmail(trx: Transaction<DB>, queue: PgBoss, email: NewEmail): Promise<string> {
  const { id } = await trx
    .insertInto("emails")
    .values({
      kind: email.kind,
      recipient: email.recipient,
      support_user_id: email.supportUserId,
      organisation_user_id: email.organisationUserId,
      organisation_id: email.organisationId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await queueEmailJob(trx, queue, id);
  return id;
}

/**
 * Queues a job for an email that has a record. In a transaction, the job exists and wakes a worker when that commits.
 *
 * @param startAfter the earliest time to start
 */
export async function queueEmailJob(
  db: Database,
  queue: PgBoss,
  emailId: string,
  startAfter?: Date,
): Promise<void> {
  await queue.send(emailQueue, { emailId } satisfies EmailJob, { db: fromKysely(db), startAfter });
}
