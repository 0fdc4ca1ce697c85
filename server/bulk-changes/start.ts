import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { transact } from "../../db/transactions/transact.ts";
import { recordActivity } from "../activity/activity.ts";
import type { ChangeContext, NamedActor } from "../actor.ts";
import { notFound, refusal } from "../refusals.ts";
import { isVisibleTo, type Owner } from "./access.ts";
import { isToDo } from "./outcomes.ts";
import { queueRows } from "./work/queue.ts";
import type { Verdict } from "./schema.ts";

/**
 * Starts a bulk change: from now on everybody sees it, and workers do its rows. If it has been started, nothing happens,
 * so that posting twice starts it once (specification, section 11, Starting).
 *
 * `context.claim` locks the session first, as when the session ends and its bulk changes are deleted with it.
 *
 * @throws {TRPCError} NOT_FOUND; CONFLICT with the reason `nothingToDo`; and any error of `context.claim`
 */
export async function startBulkChange(
  db: Database,
  context: ChangeContext & { actor: NamedActor },
  owner: Owner,
  bulkChangeId: string,
): Promise<void> {
  const { actor, queue, claim } = context;
  await transact(db, async (trx) => {
    await lockSession(trx, owner);
    await claim?.(trx);
    const { startedAt, verdicts } = await lockVisible(trx, owner, bulkChangeId);
    if (startedAt !== null) return;
    if (!Object.keys(verdicts).some((verdict) => isToDo(verdict as Verdict))) throw refusal("nothingToDo");
    const { total } = await markStarted(trx, actor, bulkChangeId);
    await recordStep(trx, actor, "started", bulkChangeId);
    await queueRows(trx, queue, bulkChangeId, total);
  });
}

async function lockSession(trx: Transaction<DB>, { sessionIdHash }: Owner): Promise<void> {
  if (sessionIdHash === null) return;
  await trx
    .selectFrom("sessions")
    .select("id_hash")
    .where("id_hash", "=", sessionIdHash)
    .forNoKeyUpdate()
    .execute();
}

function lockVisible(trx: Transaction<DB>, owner: Owner, bulkChangeId: string) {
  return trx
    .selectFrom("bulk_changes")
    .select(["started_at as startedAt", "verdicts"])
    .where("id", "=", bulkChangeId)
    .where(isVisibleTo(owner))
    .forUpdate()
    .executeTakeFirstOrThrow(notFound);
}

function markStarted(trx: Transaction<DB>, { kind, id, name }: NamedActor, bulkChangeId: string) {
  return trx
    .updateTable("bulk_changes")
    .set({
      ...{ started_by_kind: kind, started_by_id: id, started_by_name: name },
      started_at: sql<Date>`now()`,
      ...{ session_id_hash: null, api_token_id: null, pasted: null },
    })
    .where("id", "=", bulkChangeId)
    .returning("total")
    .executeTakeFirstOrThrow();
}

/** Records in the activity log that somebody started or stopped a bulk change. */
export async function recordStep(
  trx: Transaction<DB>,
  actor: NamedActor,
  action: "started" | "stopped",
  bulkChangeId: string,
): Promise<void> {
  const { organisation_id } = await trx
    .selectFrom("bulk_changes")
    .select("organisation_id")
    .where("id", "=", bulkChangeId)
    .executeTakeFirstOrThrow();
  const subject = { kind: "bulk_change", id: bulkChangeId, name: null } as const;
  await recordActivity(trx, actor, { action, subject, organisationId: organisation_id ?? undefined });
}
