import type { Database } from "../../db/database.ts";
import { stopWithoutStarter } from "../../server/bulk-changes/stop.ts";
import { doRow } from "../../server/bulk-changes/work/do-row.ts";
import { finish } from "../../server/bulk-changes/work/finish.ts";
import { type BulkChangeJob, rowsPerJob } from "../../server/bulk-changes/work/queue.ts";
import { type OpenRow, readOpenRows, readRunning } from "../../server/bulk-changes/work/rows.ts";
import type { Resources } from "../../server/resources.ts";
import { createReport } from "../../server/security-events/report.ts";

/**
 * Runs one job of a bulk change: does rows until it has done `rowsPerJob` or none is left, first those after a position
 * and then from the beginning, and ends the bulk change if all rows are done (specification, section 11, Workers).
 *
 * @throws {Error} only if the database is not available; pg-boss then retries the job
 */
export async function doRows(
  resources: Pick<Resources, "db" | "queue" | "log">,
  { bulkChangeId, after }: BulkChangeJob,
): Promise<void> {
  const { db, log } = resources;
  const found = await readRunning(db, bulkChangeId);
  if (found === undefined) return;
  const running = { ...found, actor: { ...found.actor, report: createReport(log, {}) } };
  let left = rowsPerJob;
  for await (const row of openRows(db, bulkChangeId, after)) {
    const tried = await doRow(resources, running, row);
    if (tried.result === "starter removed") return stopWithoutStarter(db, bulkChangeId);
    if ("error" in tried) {
      log.error({ err: tried.error, bulkChangeId, row: row.position }, "A row of a bulk change failed");
    }
    if (tried.result === "done") left -= 1;
    if (left <= 0 && row.next === null) break;
  }
  await finish(db, bulkChangeId);
}

/**
 * Yields the rows after a position and then those before, each as long as it has no outcome when it is read. After a row
 * come the others with the same address, which nobody can do before it.
 */
async function* openRows(db: Database, bulkChangeId: string, after: number) {
  for (const start of after === 0 ? [0] : [after, 0]) {
    for (let position = start; ;) {
      const rows = await readOpenRows(db, { bulkChangeId, position }, rowsPerJob);
      for (const row of rows) yield* withNext(db, bulkChangeId, row);
      const last = rows.at(-1);
      if (last === undefined) break;
      position = last.position;
    }
  }
}

async function* withNext(db: Database, bulkChangeId: string, row: OpenRow) {
  for (let one: OpenRow | undefined = row; one !== undefined;) {
    yield one;
    if (one.next === null) return;
    const [next]: OpenRow[] = await readOpenRows(db, { bulkChangeId, position: one.next - 1 }, 1);
    one = next?.position === one.next ? next : undefined;
  }
}
