import type { PgBoss } from "pg-boss";
import { type BulkChangeJob, bulkChangeQueue } from "../../server/bulk-changes/work/queue.ts";
import type { Resources } from "../../server/resources.ts";
import { doRows } from "./do-rows.ts";

/** As for emails, polling finds the jobs of rows that are tried again. */
const options = {
  batchSize: 1,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

/** Makes a worker do the jobs of bulk changes, one at a time. */
export async function workOnBulkChanges(
  boss: PgBoss,
  resources: Pick<Resources, "db" | "queue" | "log">,
): Promise<void> {
  await boss.work<BulkChangeJob, unknown, typeof options>(bulkChangeQueue, options, async ([job]) => {
    if (job) await doRows(resources, job.data);
  });
}
