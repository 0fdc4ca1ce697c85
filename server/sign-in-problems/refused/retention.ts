import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { deleteInBatches } from "../../../db/transactions/in-batches.ts";

/** Refused sign-ins in one transaction. */
const batchSize = 1_000;

/**
 * Deletes refused sign-ins of which the last try was over `retentionDays` days ago (specification, section 12, Refused
 * sign-ins). One that a sign-in has locked is left for the next time.
 *
 * @returns the number of rows deleted
 */
export function deleteOldRefusals(db: Database, retentionDays: number): Promise<number> {
  const isOld = sql<boolean>`last_at < now() - make_interval(days => ${retentionDays})`;
  return deleteInBatches(db, "refused_sign_ins", isOld, batchSize);
}
