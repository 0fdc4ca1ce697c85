import { type NotNull, sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../db/database.ts";
import { addresseeColumns } from "./addressee.ts";
import { queueEmailJob } from "./queue.ts";

export type QueuedEmail = NonNullable<Awaited<ReturnType<typeof findQueuedEmail>>>;

/**
 * Reads the record of an email that waits to be sent. `sinceAttempt` is the time since the last attempt to send it, in
 * milliseconds by the database's clock; null if there was no attempt.
 *
 * @returns undefined if the email was sent, has failed, was cancelled or does not exist
 */
export function findQueuedEmail(db: Database, id: string) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "recipient", "retries", "error", ...addresseeColumns])
    .select([
      sql<number | null>`(extract(epoch from now() - attempted_at) * 1000)::float8`.as("sinceAttempt"),
      sql<boolean>`coalesce(due_at > now(), false)`.as("isPostponed"),
    ])
    .where("id", "=", id)
    .where("status", "=", "queued")
    .executeTakeFirst();
}

function updateQueued(db: Database, id: string) {
  return db.updateTable("emails").where("id", "=", id).where("status", "=", "queued");
}

/**
 * Records that an attempt to send an email begins, and clears `error`. While `error` stays null, the outcome of the
 * attempt is unknown.
 *
 * @returns false if the email no longer waits to be sent
 */
export async function recordAttempt(db: Database, id: string): Promise<boolean> {
  const begun = await updateQueued(db, id)
    .set({ attempts: sql<number>`attempts + 1`, attempted_at: sql<Date>`now()`, due_at: null, error: null })
    .returning("id")
    .executeTakeFirst();
  return begun !== undefined;
}

/** Records why an attempt failed, without counting a retry. The same job tries again after a pause. */
export async function recordAttemptError(db: Database, id: string, error: string): Promise<void> {
  await updateQueued(db, id).set({ error }).execute();
}

/**
 * When an email is due: `inMs` milliseconds from now or `afterAttempt` milliseconds after its last attempt, whichever
 * is later. `failure` is stored as the email's error and counts as a retry.
 */
type Postponement = { inMs?: number; afterAttempt?: number; failure?: string };

/**
 * Records when an email is due again and queues a job for that time, in one transaction. Any other job for this email
 * that runs before then ends without sending it.
 */
export async function postponeEmail(
  db: Database,
  queue: PgBoss,
  id: string,
  { inMs = 0, afterAttempt = 0, failure }: Postponement,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const postponed = await updateQueued(trx, id)
      .set({
        // Rounded up to whole milliseconds, because a job's start time has no finer unit. Otherwise the job could start
        // before the email is due.
        due_at: sql<Date>`date_trunc('milliseconds', interval '1 millisecond' + greatest(
          now() + ${inMs} * interval '1 millisecond', attempted_at + ${afterAttempt} * interval '1 millisecond'
        ))`,
        ...(failure !== undefined && { error: failure, retries: sql<number>`retries + 1` }),
      })
      .returning("due_at as dueAt")
      .$narrowType<{ dueAt: NotNull }>()
      .executeTakeFirst();
    if (postponed) await queueEmailJob(trx, queue, id, postponed.dueAt);
  });
}

/** Records that Notify accepted an email. */
export async function recordSent(db: Database, id: string, notifyId: string): Promise<void> {
  await updateQueued(db, id)
    .set({ status: "sent", notify_id: notifyId, sent_at: sql<Date>`now()`, error: null })
    .execute();
}

export async function recordCancelled(db: Database, id: string): Promise<void> {
  await updateQueued(db, id)
    .set({ status: "cancelled", cancelled_at: sql<Date>`now()` })
    .execute();
}
