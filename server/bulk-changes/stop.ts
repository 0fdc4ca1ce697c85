import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import { transact } from "../../db/transactions/transact.ts";
import type { DB } from "../../db/types.ts";
import type { Claim, NamedActor } from "../actor.ts";
import { notFound } from "../refusals.ts";
import { recordStep } from "./start.ts";
import { finish } from "./work/finish.ts";

/**
 * Stops a bulk change: it waits for the rows that workers are doing, and the rest is not done. Any support user may
 * (specification, section 11, Stopping). If it has ended, nothing happens.
 *
 * @throws {TRPCError} NOT_FOUND if there is none, or if it has not been started; and any error of `claim`
 */
export async function stopBulkChange(
  db: Database,
  { actor, claim }: { actor: NamedActor; claim?: Claim },
  bulkChangeId: string,
): Promise<void> {
  await transact(db, async (trx) => {
    await claim?.(trx);
    const isRunning = await lockStarted(trx, bulkChangeId);
    if (!isRunning) return;
    await stopRest(trx, bulkChangeId, "asked");
    await recordStep(trx, actor, "stopped", bulkChangeId);
  });
}

/** Stops a bulk change whose starter may no longer make changes. Does nothing if it has ended. */
export async function stopWithoutStarter(db: Database, bulkChangeId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await lockStarted(trx, bulkChangeId)) await stopRest(trx, bulkChangeId, "starter removed");
  });
}

/** Locks a bulk change against being stopped or finished by others, and returns whether it is running. */
async function lockStarted(trx: Transaction<DB>, bulkChangeId: string): Promise<boolean> {
  const { finished_at } = await trx
    .selectFrom("bulk_changes")
    .select("finished_at")
    .where("id", "=", bulkChangeId)
    .where("started_at", "is not", null)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound);
  return finished_at === null;
}

/** Gives all open rows the outcome 'stopped', and ends the bulk change. Waits for rows that a worker has locked. */
async function stopRest(
  trx: Transaction<DB>,
  bulkChangeId: string,
  because: "asked" | "starter removed",
): Promise<void> {
  await sql`
    update bulk_change_rows set outcome = 'stopped' where bulk_change_id = ${bulkChangeId} and outcome is null
  `.execute(trx);
  await finish(trx, bulkChangeId, because);
}
