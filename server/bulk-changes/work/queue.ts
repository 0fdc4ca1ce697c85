import { fromKysely, type PgBoss, type Queue } from "pg-boss";
import type { Database } from "../../../db/database.ts";

export const bulkChangeQueue = "bulk-change-rows";

/** The data of a job: the bulk change, and after which row to begin, so that workers begin at different rows. */
export type BulkChangeJob = { bulkChangeId: string; after: number };

/** The number of rows that one job does (specification, section 11, Workers). */
export const rowsPerJob = 100;

/** As for emails, pg-boss retries a job if its worker died or the database was not there. */
export const bulkChangeQueueOptions: Omit<Queue, "name"> = {
  notify: true,
  retryLimit: 50,
  retryDelay: 5,
  retryBackoff: false,
  expireInSeconds: 600,
  heartbeatSeconds: 10,
};

/**
 * Queues jobs in one statement.
 *
 * @param startAfter the earliest time to start them; at once if undefined
 */
async function queueJobs(
  db: Database,
  queue: PgBoss,
  jobs: BulkChangeJob[],
  startAfter?: Date,
): Promise<void> {
  await queue.insert(
    bulkChangeQueue,
    jobs.map((data) => ({ data, ...(startAfter && { startAfter }) })),
    { db: fromKysely(db) },
  );
}

/** Queues as many jobs as a bulk change with so many rows needs. */
export async function queueRows(
  db: Database,
  queue: PgBoss,
  bulkChangeId: string,
  total: number,
): Promise<void> {
  const count = Math.ceil(total / rowsPerJob);
  const jobs = Array.from({ length: count }, (_, index) => ({ bulkChangeId, after: index * rowsPerJob }));
  await queueJobs(db, queue, jobs);
}

/** Queues a job for one row that could not be done, for when it is due again. */
export async function queueAgain(
  db: Database,
  queue: PgBoss,
  { bulkChangeId, position }: { bulkChangeId: string; position: number },
  dueAt: Date,
): Promise<void> {
  await queueJobs(db, queue, [{ bulkChangeId, after: position - 1 }], dueAt);
}
