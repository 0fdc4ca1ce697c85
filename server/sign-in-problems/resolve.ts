import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange } from "../people/change.ts";
import { notFound } from "../refusals.ts";

/**
 * Marks a refused sign-in as resolved. The activity log says so, but not whose sign-in it was, because entries are kept for
 * longer than refused sign-ins (specification, section 12, Refused sign-ins). Does nothing to one that is resolved.
 *
 * @throws {TRPCError} NOT_FOUND; and any error of `context.claim`
 */
export function resolveProblem(db: Database, context: ChangeContext, problemId: string): Promise<void> {
  return makeChange(db, context, async (trx) => {
    const problem = await trx
      .selectFrom("refused_sign_ins")
      .select("resolved_at as resolvedAt")
      .where("id", "=", problemId)
      .forUpdate()
      .executeTakeFirstOrThrow(notFound);
    if (problem.resolvedAt !== null) return;
    await trx
      .updateTable("refused_sign_ins")
      .set({ resolved_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", problemId)
      .execute();
    await recordActivity(trx, context.actor, { action: "problem_resolved" });
  });
}
