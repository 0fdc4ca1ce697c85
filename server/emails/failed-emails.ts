import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import { system } from "../actor.ts";

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
    if (email) await tellSupportStaff(trx, email);
  });
}

type About = {
  supportUserId: string | null;
  organisationUserId: string | null;
  organisationId: string | null;
};

async function tellSupportStaff(trx: Transaction<DB>, email: About): Promise<void> {
  const kind = email.supportUserId === null ? "organisation_user" : "support_user";
  const person = await trx
    .selectFrom(kind === "support_user" ? "support_users" : "organisation_users")
    .select(["id", "first_name as firstName", "last_name as lastName"])
    .where("id", "=", email.supportUserId ?? email.organisationUserId)
    .executeTakeFirst();
  if (person === undefined) return;
  await recordActivity(trx, system, {
    action: "email_failed",
    subject: { kind, ...person },
    organisationId: email.organisationId ?? undefined,
  });
}
