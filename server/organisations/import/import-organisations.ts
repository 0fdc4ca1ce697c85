import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { FieldChanges } from "../../../db/json-columns.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import { type Merged, mergeStaged } from "./merge.ts";
import { readOrganisations } from "./read-organisations.ts";
import { stageRows } from "./stage.ts";

/** What an import did. */
export type ImportSummary = Merged & {
  /** How many rows were left out, by their status, such as 'Closed'. */
  leftOut: Map<string, number>;
};

/**
 * Imports a file of organisations in one transaction, with its entry in the activity log unless nothing changed. An
 * organisation that the file leaves out or does not have is left as it is: it may have users (specification, section 7).
 *
 * @param onProgress told how many rows have been read
 * @throws {ImportError} where the file is at fault; nothing is changed then
 */
export function importOrganisations(
  db: Database,
  path: string,
  onProgress: (count: number) => void,
): Promise<ImportSummary> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx); // set for pages, not for a whole country's schools
    const leftOut = await stageRows(trx, readOrganisations(path), onProgress);
    const merged = await mergeStaged(trx);
    if (merged.added + merged.updated > 0) {
      await recordActivity(trx, system, { action: "imported", changes: countsOf(merged) });
    }
    return { ...merged, leftOut };
  });
}

/** How many organisations were added and updated, as the activity log keeps it: new values without old ones. */
function countsOf({ added, updated }: Merged): FieldChanges {
  return { added: { from: null, to: String(added) }, updated: { from: null, to: String(updated) } };
}
