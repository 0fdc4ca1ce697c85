import { type NotNull, sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { queueEmailJob, toItsQueue } from "../queue.ts";
import type { QueuedEmail } from "./next-email.ts";

function updateQueued(db: Database, id: string) {
  return db.updateTable("emails").where("id", "=", id).where("status", "=", "queued");
}

/**
 * Records that an attempt to send an email begins, and clears `error`. While `error` stays null, the outcome of the
 * attempt is unknown.
 *
 * @returns false if the email no longer waits to be sent, or another worker is sending it: its person's record may have
 * been merged into another since this worker locked the person, and the release before locks emails, not persons
 */
export async function recordAttempt(db: Database, { id, attempts }: QueuedEmail): Promise<boolean> {
  return (await beginAttempt(db, { id, attempts })).length > 0;
}

const beginAttempt = compiledOnce(
  (_db, { id, attempts }: Placeholders<{ id: string; attempts: number }>) => sql<{ id: string }>`
    update emails set attempts = attempts + 1, attempted_at = now(), due_at = null, error = null
    where id = ${id} and status = 'queued' and attempts = ${attempts}
      and pg_try_advisory_xact_lock(hashtextextended(id::text, 0))
    returning id
  `,
);

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
      .returning(["id as emailId", "bulk_change_id as bulkChangeId", "due_at as dueAt"])
      .$narrowType<{ dueAt: NotNull }>()
      .executeTakeFirst();
    if (postponed) await queueEmailJob(trx, queue, toItsQueue(postponed), postponed.dueAt);
  });
}

/**
 * Makes an email wait as long as an earlier one that waits, and queues a job for that time, unless it has one.
 *
 * @param earlierId the id of the earlier email
 */
export async function postponeBehind(
  db: Database,
  queue: PgBoss,
  id: string,
  earlierId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ emailId: string; bulkChangeId: string | null; dueAt: Date }>`
      update emails set due_at = earlier.due_at from emails earlier
      where emails.id = ${id} and emails.status = 'queued' and earlier.id = ${earlierId}
        and emails.due_at is distinct from earlier.due_at
      returning emails.id as "emailId", emails.bulk_change_id as "bulkChangeId", earlier.due_at as "dueAt"
    `.execute(trx);
    if (rows[0]) await queueEmailJob(trx, queue, toItsQueue(rows[0]), rows[0].dueAt);
  });
}

/** Records that Notify accepted an email. */
export async function recordSent(db: Database, id: string, notifyId: string): Promise<void> {
  await markSent(db, { id, notifyId });
}

const markSent = compiledOnce(
  (_db, { id, notifyId }: Placeholders<{ id: string; notifyId: string }>) => sql`
    update emails set status = 'sent', notify_id = ${notifyId}, sent_at = now(), error = null
    where id = ${id} and status = 'queued'
  `,
);

export async function recordCancelled(db: Database, id: string): Promise<void> {
  await updateQueued(db, id)
    .set({ status: "cancelled", cancelled_at: sql<Date>`now()` })
    .execute();
}
