import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import { system } from "../actor.ts";

/** An email that waits to be sent. */
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
      "attempted_at as attemptedAt",
      "error",
    ])
    .where("id", "=", id)
    .where("status", "=", "queued")
    .executeTakeFirst();
}

/** Notes that an attempt begins. Without an error beside it, its outcome is unknown. */
export async function recordAttempt(db: Database, id: string): Promise<void> {
  await db
    .updateTable("emails")
    .set({ attempts: sql<number>`attempts + 1`, attempted_at: sql<Date>`now()`, error: null })
    .where("id", "=", id)
    .execute();
}

/** Notes why an attempt failed that will be repeated. */
export async function recordRefusal(db: Database, id: string, error: string): Promise<void> {
  await db.updateTable("emails").set({ error }).where("id", "=", id).execute();
}

/** Notes that Notify has accepted an email. */
export async function recordSent(db: Database, id: string, notifyId: string): Promise<void> {
  await db
    .updateTable("emails")
    .set({ status: "sent", notify_id: notifyId, sent_at: sql<Date>`now()`, error: null })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .execute();
}

/** Gives an email up, and says so in the activity log (SPEC §4, §8). */
export async function recordFailed(db: Database, email: QueuedEmail, error: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("emails")
      .set({ status: "failed", failed_at: sql<Date>`now()`, error })
      .where("id", "=", email.id)
      .execute();
    const kind = email.supportUserId === null ? "organisation_user" : "support_user";
    const person = await trx
      .selectFrom(kind === "support_user" ? "support_users" : "organisation_users")
      .select(["id", "first_name as firstName", "last_name as lastName"])
      .where("id", "=", email.supportUserId ?? email.organisationUserId ?? "")
      .executeTakeFirst();
    if (person === undefined) return;
    await recordActivity(trx, system, {
      action: "email_failed",
      subject: { kind, ...person },
      organisationId: email.organisationId ?? undefined,
    });
  });
}

/** Notes that an email is not to be sent any more. */
export async function recordCancelled(db: Database, id: string): Promise<void> {
  await db
    .updateTable("emails")
    .set({ status: "cancelled", cancelled_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .execute();
}
