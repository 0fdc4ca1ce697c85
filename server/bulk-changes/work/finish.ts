import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { countOutcomes } from "../outcomes.ts";

/**
 * Ends a bulk change if all its rows have an outcome, and stores how many have each. A worker calls it whenever it finds no
 * row to do: the one whose row was committed last finds none open.
 *
 * @param stoppedBecause why the rest was not done, if it was stopped
 * @returns whether it has ended now
 */
export async function finish(
  db: Database,
  bulkChangeId: string,
  stoppedBecause: "asked" | "starter removed" | null = null,
): Promise<boolean> {
  const { rows } = await sql`
    update bulk_changes
    set finished_at = now(), stopped_because = ${stoppedBecause}, outcomes = ${countOutcomes(sql`${bulkChangeId}::uuid`)}
    where id = ${bulkChangeId} and started_at is not null and finished_at is null
      and not exists (select from bulk_change_rows where bulk_change_id = ${bulkChangeId} and outcome is null)
    returning id
  `.execute(db);
  return rows.length > 0;
}
