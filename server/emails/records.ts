import { sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { EmailKind } from "../environment.ts";
import { enqueueEmail } from "./queue.ts";

type NewEmail = {
  kind: EmailKind;
  recipient: string;
  supportUserId?: string;
  organisationUserId?: string;
  organisationId?: string;
};

/**
 * Records an email and queues the job that sends it, in the change's own transaction (specification, section 4): both are there once
 * the change is, and neither without it.
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
  await enqueueEmail(trx, queue, id);
  return id;
}

/** An email that waits to be sent. `sinceAttempt` is in milliseconds, by the database's clock. */
export type QueuedEmail = NonNullable<Awaited<ReturnType<typeof findQueuedEmail>>>;

/** The record of an email that is still to be sent, or undefined: sent, failed or cancelled, it needs nothing. */
export function findQueuedEmail(db: Database, id: string) {
  return db
    .selectFrom("emails")
    .select([
      "id",
      "kind",
      "recipient",
      "support_user_id as supportUserId",
      "organisation_user_id as organisationUserId",
      "organisation_id as organisationId",
      "retries",
      "error",
      sql<number | null>`(extract(epoch from now() - attempted_at) * 1000)::float8`.as("sinceAttempt"),
      sql<boolean>`coalesce(due_at > now(), false)`.as("isPostponed"),
    ])
    .where("id", "=", id)
    .where("status", "=", "queued")
    .executeTakeFirst();
}

function queued(db: Database, id: string) {
  return db.updateTable("emails").where("id", "=", id).where("status", "=", "queued");
}

/**
 * Notes that an attempt begins. Without an error beside it, its outcome is unknown.
 *
 * @returns false where the email needs none any more
 */
export async function recordAttempt(db: Database, id: string): Promise<boolean> {
  const begun = await queued(db, id)
    .set({ attempts: sql<number>`attempts + 1`, attempted_at: sql<Date>`now()`, due_at: null, error: null })
    .returning("id")
    .executeTakeFirst();
  return begun !== undefined;
}

/** Notes why an attempt failed that will be repeated at once. */
export async function recordRefusal(db: Database, id: string, error: string): Promise<void> {
  await queued(db, id).set({ error }).execute();
}

/** When a postponed email is due; the later of the two counts. A `failure` uses up one of its retries. */
type Postponement = { inMs?: number; afterAttempt?: number; failure?: string };

/**
 * Notes when an email is due again, and queues the job that sees to it, in one transaction: a postponed email has a
 * job, and whichever other job meets it before it is due has nothing to do.
 */
export async function postponeEmail(
  db: Database,
  queue: PgBoss,
  id: string,
  { inMs = 0, afterAttempt = 0, failure }: Postponement,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const postponed = await queued(trx, id)
      .set({
        // Up to the millisecond, which is all that the job's own time has: due and begun must not differ.
        due_at: sql<Date>`date_trunc('milliseconds', interval '1 millisecond' + greatest(
          now() + ${inMs} * interval '1 millisecond', attempted_at + ${afterAttempt} * interval '1 millisecond'
        ))`,
        ...(failure !== undefined && { error: failure, retries: sql<number>`retries + 1` }),
      })
      .returning("due_at as dueAt")
      .executeTakeFirst();
    if (postponed?.dueAt) await enqueueEmail(trx, queue, id, postponed.dueAt);
  });
}

/** Notes that Notify has accepted an email. */
export async function recordSent(db: Database, id: string, notifyId: string): Promise<void> {
  await queued(db, id)
    .set({ status: "sent", notify_id: notifyId, sent_at: sql<Date>`now()`, error: null })
    .execute();
}

/** Notes that an email is not to be sent any more. */
export async function recordCancelled(db: Database, id: string): Promise<void> {
  await queued(db, id)
    .set({ status: "cancelled", cancelled_at: sql<Date>`now()` })
    .execute();
}
