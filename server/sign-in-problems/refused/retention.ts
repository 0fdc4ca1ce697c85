import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { inBatches } from "../../../db/in-batches.ts";

/** Refused sign-ins in one transaction. */
const batchSize = 1_000;

/**
 * Deletes refused sign-ins of which the last try was over `retentionDays` days ago (specification, section 12, Refused
 * sign-ins). One that a sign-in has locked is left for the next time.
 *
 * @returns the number of rows deleted
 */
export function deleteOldRefusals(db: Database, retentionDays: number): Promise<number> {
  return inBatches(batchSize, async (size) => {
    const { numDeletedRows } = await db
      .deleteFrom("refused_sign_ins")
      .where("id", "in", (refused) =>
        refused
          .selectFrom("refused_sign_ins")
          .select("id")
          .where("last_at", "<", sql<Date>`now() - make_interval(days => ${retentionDays})`)
          .orderBy("last_at")
          .limit(size)
          .forUpdate()
          .skipLocked(),
      )
      .executeTakeFirst();
    return numDeletedRows;
  });
}
