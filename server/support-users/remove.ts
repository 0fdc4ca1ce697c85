import { TRPCError } from "@trpc/server";
import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import { queueEmail } from "../emails/queue.ts";
import { refusal } from "../refusals.ts";
import { lockSupportUser } from "./support-users.ts";

/**
 * Removes a support user: the record stays, their sessions end at once (specification, section 3, Removing).
 *
 * @throws {TRPCError} NOT_FOUND for whoever is none or no longer one; FORBIDDEN for oneself and for the last one;
 * UNAUTHORIZED where whoever asks was removed in the meantime
 */
export async function removeSupportUser(
  db: Database,
  { actor, queue }: Change,
  userId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // One removal at a time: of two who remove each other, the second finds that it is no support user any more.
    await sql`select pg_advisory_xact_lock(hashtext('remove support user'))`.execute(trx);
    if (actor.kind === "support_user") await requireStillCurrent(trx, actor.id);
    if (actor.kind === "support_user" && actor.id === userId) {
      throw refusal("isYourself");
    }
    const person = await lockSupportUser(trx, userId);
    await requireAnother(trx, userId);
    await trx
      .updateTable("support_users")
      .set({ removed_at: sql<Date>`now()` })
      .where("id", "=", userId)
      .execute();
    await trx.deleteFrom("sessions").where("support_user_id", "=", userId).execute();
    await recordActivity(trx, actor, { action: "removed", subject: { kind: "support_user", ...person } });
    await queueEmail(trx, queue, {
      kind: "support_user_removed",
      recipient: person.email,
      supportUserId: userId,
    });
  });
}

async function requireStillCurrent(trx: Transaction<DB>, userId: string): Promise<void> {
  const isCurrent = await current(trx).where("id", "=", userId).executeTakeFirst();
  if (isCurrent === undefined) throw new TRPCError({ code: "UNAUTHORIZED" });
}

async function requireAnother(trx: Transaction<DB>, userId: string): Promise<void> {
  const another = await current(trx).where("id", "<>", userId).limit(1).executeTakeFirst();
  if (another === undefined) throw refusal("isLastSupportUser");
}

function current(trx: Transaction<DB>) {
  return trx.selectFrom("support_users").select("id").where("removed_at", "is", null);
}
