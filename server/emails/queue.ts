import { randomUUID } from "node:crypto";
import type { QueryCreator, Transaction } from "kysely";
import { fromKysely, PgBoss, type Queue } from "pg-boss";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import { namingStatements } from "../../db/statements/named-query.ts";
import type { DB } from "../../db/types.ts";
import { bulkChangeQueue, bulkChangeQueueOptions } from "../bulk-changes/work/queue.ts";
import type { Addressee } from "./addressee.ts";
import type { EmailKind } from "./kinds.ts";

/**
 * The queues of email jobs. Emails of bulk changes have one of their own, so that no other email waits behind thousands
 * (specification, section 11, Emails).
 */
export const emailQueues = { single: "send-email", bulk: "send-bulk-email" } as const;

export type EmailQueue = keyof typeof emailQueues;

/** An email and the queue for its job. */
export type ToQueue = { emailId: string; to: EmailQueue };

/** Returns the queue for an email, by its record. `bulkChangeId`: the bulk change that caused it; null if none did. */
export function toItsQueue({
  emailId,
  bulkChangeId,
}: {
  emailId: string;
  bulkChangeId: string | null;
}): ToQueue {
  return { emailId, to: bulkChangeId === null ? "single" : "bulk" };
}

/** The dead-letter queue of both: pg-boss moves a job here when all its retries have failed. */
export const abandonedQueue = "abandoned-email";

/** The data of a job: only the id of the email's record, so that no personal data are in the queue. */
export type EmailJob = { emailId: string };

/**
 * pg-boss retries a job only if the job threw an error or its worker died, which pg-boss detects by missing heartbeats.
 * If Notify does not accept an email, the job completes all the same, and `postponeEmail` queues a new one.
 */
const emailQueueOptions: Omit<Queue, "name"> = {
  deadLetter: abandonedQueue,
  retryLimit: 50,
  retryDelay: 5,
  retryBackoff: false,
  expireInSeconds: 600,
  heartbeatSeconds: 10,
};

/** Creates the queues that do not exist yet. Several processes can call this at the same time. */
async function createQueues(queue: PgBoss): Promise<void> {
  await queue.createQueue(abandonedQueue);
  for (const [name, options] of Object.entries({
    // Workers poll for emails of bulk changes, which are paced, so that not every row wakes them.
    [emailQueues.single]: { ...emailQueueOptions, notify: true },
    [emailQueues.bulk]: emailQueueOptions,
    [bulkChangeQueue]: bulkChangeQueueOptions,
  })) {
    await queue.createQueue(name, options);
    // `createQueue` does not change a queue that exists, so a queue from an earlier release needs its options updated.
    await queue.updateQueue(name, options);
  }
}

/**
 * Opens the queue for adding jobs, not for working on them. It uses the connection pool of `db`.
 *
 * @param onError called with a database error that occurs outside any call of the queue's methods
 */
export async function openQueue(db: Database, onError: (error: Error) => void): Promise<PgBoss> {
  const queue = new PgBoss({ db: fromKysely(db), migrate: false, supervise: false, schedule: false });
  queue.on("error", onError);
  // The queues must exist before `start`, which loads and caches them. Otherwise the first `send` in a transaction
  // would need a second connection of the pool to load its queue.
  await createQueues(queue);
  await queue.start();
  return queue;
}

/** `bulkChangeId`: the bulk change that causes the email, if one does. */
export type NewEmail = {
  kind: EmailKind;
  recipient: string;
  bulkChangeId?: string | null | undefined;
} & Partial<Addressee>;

/**
 * Inserts an email's record and queues the job that sends it, both in the transaction of the change that the email is
 * about (specification, section 4).
 *
 * @returns the id of the record
 */
export async function queueEmail(trx: Transaction<DB>, queue: PgBoss, email: NewEmail): Promise<string> {
  const values = emailValues(email);
  await insertOnce(trx, values);
  await queueEmailJob(trx, queue, toItsQueue(values));
  return values.emailId;
}

export type EmailValues = {
  emailId: string;
  kind: EmailKind;
  recipient: string;
  supportUserId: string | null;
  organisationUserId: string | null;
  aboutOrganisationId: string | null;
  bulkChangeId: string | null;
};

/** The values with which `insertEmail` inserts an email's record, with a new id. */
export function emailValues({ kind, recipient, bulkChangeId, ...addressee }: NewEmail): EmailValues {
  const { supportUserId = null, organisationUserId = null, organisationId = null } = addressee;
  const ids = { supportUserId, organisationUserId, aboutOrganisationId: organisationId };
  return { emailId: randomUUID(), kind, recipient, ...ids, bulkChangeId: bulkChangeId ?? null };
}

/** The statement that inserts an email's record. It can also be part of another statement. */
export function insertEmail(query: QueryCreator<DB>, values: Placeholders<EmailValues>) {
  return query.insertInto("emails").values({
    id: values.emailId,
    kind: values.kind,
    recipient: values.recipient,
    support_user_id: values.supportUserId,
    organisation_user_id: values.organisationUserId,
    organisation_id: values.aboutOrganisationId,
    bulk_change_id: values.bulkChangeId,
  });
}

const insertOnce = compiledOnce((db, values: Placeholders<EmailValues>) => insertEmail(db, values));

/**
 * Queues a job that sends an email whose record exists. If `db` is a transaction, the job exists, and wakes a worker,
 * only when the transaction commits.
 *
 * @param startAfter the earliest time to start the job; at once if undefined
 */
export async function queueEmailJob(
  db: Database,
  queue: PgBoss,
  { emailId, to }: ToQueue,
  startAfter?: Date,
): Promise<void> {
  const named = fromKysely(namingStatements(db));
  await queue.send(emailQueues[to], { emailId } satisfies EmailJob, { db: named, startAfter });
}
