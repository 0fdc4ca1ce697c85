import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";

/**
 * Deletes refused sign-ins of which the last try was over `retentionDays` days ago (specification, section 12, Refused
 * sign-ins). One that a sign-in has locked is left for the next time.
 *
 * @returns the number of rows deleted
 */
export async function deleteOldRefusals(db: Database, retentionDays: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("refused_sign_ins")
    .where("id", "in", (refused) =>
      refused
        .selectFrom("refused_sign_ins")
        .select("id")
        .where("last_at", "<", sql<Date>`now() - make_interval(days => ${retentionDays})`)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
