import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import { system } from "../actor.ts";
import { type Addressee, findAddressee } from "./addressee.ts";

/**
 * Gives an email up, and says so in the activity log, once however often it is called (SPEC §4, §8). What was
 * delivered, cancelled or has failed before stays as it is.
 *
 * @param error why, as Notify put it
 * @param notifyId where Notify had accepted it; without one, only what still waits to be sent can fail
 */
export async function recordFailed(
  db: Database,
  id: string,
  error: string,
  notifyId?: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const email = await trx
      .updateTable("emails")
      .set({ status: "failed", failed_at: sql<Date>`now()`, error, ...(notifyId && { notify_id: notifyId }) })
      .where("id", "=", id)
      .where("status", "in", notifyId === undefined ? ["queued"] : ["queued", "sent"])
      .returning([
        "support_user_id as supportUserId",
        "organisation_user_id as organisationUserId",
        "organisation_id as organisationId",
      ])
      .executeTakeFirst();
    if (email) await recordAboutEmail(trx, "email_failed", email);
  });
}

type About = Addressee & { organisationId: string | null };

/** Writes the system's activity row about the person an email is to, unless that person was deleted (SPEC §8). */
export async function recordAboutEmail(
  trx: Transaction<DB>,
  action: "email_failed" | "invited_again",
  email: About,
): Promise<void> {
  const subject = await findAddressee(trx, email);
  if (subject === undefined) return;
  await recordActivity(trx, system, { action, subject, organisationId: email.organisationId ?? undefined });
}
