import { TRPCError } from "@trpc/server";
import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { Actor, ChangeContext, Claim } from "../actor.ts";
import { currentIdOf } from "../people/merged.ts";
import { makeChange, recordAndEmail } from "../people/change.ts";
import { refusal } from "../refusals.ts";
import { endSessionsOf, type Owner } from "../sign-in/sessions/own-sessions.ts";
import { currentSupportUsers, subjectOf } from "./support-users.ts";

/**
 * Removes a support user, ends their sessions and queues an email to them. The record stays, marked as removed
 * (specification, section 3, Removing).
 *
 * @throws {TRPCError} NOT_FOUND if there is no such support user, or no longer; FORBIDDEN with the reason `isYourself`
 * or `isLastSupportUser`; UNAUTHORIZED if the actor was removed in the meantime; and any error of `context.claim`
 */
export function removeSupportUser(db: Database, context: ChangeContext, userId: string): Promise<void> {
  const subject = subjectOf(userId);
  return makeChange(db, oneAtATime(context), async (trx) => {
    if (context.actor.kind === "support_user") await requireCurrent(trx, context.actor.id);
    await lockSessions(trx, userId);
    const person = await subject.lock(trx);
    if (context.actor.kind === "support_user" && context.actor.id === person.id) throw refusal("isYourself");
    await requireAnother(trx, person.id);
    await retireSupportUser(trx, context.actor, person.id);
    await recordAndEmail(trx, context, { ...subject, action: "removed", person });
  });
}

/**
 * Returns the context of a change that ends another support user's sessions. Of such changes one runs at a time. It waits
 * before `context.claim`, which locks the actor's session. Otherwise two support users who remove each other would each
 * hold their own session and wait for the other's.
 */
export function oneAtATime(context: ChangeContext): ChangeContext {
  const claim: Claim = async (trx) => {
    await queueRemovals(trx);
    await context.claim?.(trx);
  };
  return { ...context, claim };
}

/**
 * Lets only one removal run at a time. If two support users remove each other, the second removal fails, because its
 * actor is no longer a support user.
 */
async function queueRemovals(trx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('remove support user'))`.execute(trx);
}

/**
 * Waits for the changes that the user is making. Each of them locks its session first and then other rows, perhaps the
 * user's own, so this must happen before those are locked.
 */
export async function lockSessions(trx: Transaction<DB>, userId: string): Promise<void> {
  await trx
    .selectFrom("sessions")
    .select("id_hash")
    .where("support_user_id", "=", currentIdOf(userId))
    .orderBy("id_hash") // as `endOtherSessions` does, so that neither waits for the other
    .forUpdate()
    .execute();
}

/** Marks a support user as removed and ends their sessions. */
export async function retireSupportUser(
  trx: Transaction<DB>,
  actor: Actor | Owner,
  userId: string,
): Promise<void> {
  await trx
    .updateTable("support_users")
    .set({ removed_at: sql<Date>`now()` })
    .where("id", "=", userId)
    .execute();
  await endSessionsOf(trx, actor, { kind: "support_user", id: userId }, "removed");
}

async function requireCurrent(trx: Transaction<DB>, actorId: string): Promise<void> {
  const isCurrent = await currentSupportUsers(trx).select("id").where("id", "=", actorId).executeTakeFirst();
  if (isCurrent === undefined) throw new TRPCError({ code: "UNAUTHORIZED" });
}

async function requireAnother(trx: Transaction<DB>, userId: string): Promise<void> {
  const others = currentSupportUsers(trx).select("id").where("id", "<>", userId).limit(1);
  if ((await others.executeTakeFirst()) === undefined) throw refusal("isLastSupportUser");
}
