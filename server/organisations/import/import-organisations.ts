import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { FieldChanges } from "../../../db/json-columns.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import { type Merged, mergeStaged } from "./merge.ts";
import { readOrganisations } from "./read-organisations.ts";
import { stageRows } from "./stage.ts";

export type ImportSummary = Merged & {
  /** The number of rows left out, by status, such as 'Closed'. */
  leftOut: Map<string, number>;
};

/**
 * Imports a file of organisations in one transaction, with an entry in the activity log unless nothing changed.
 * Organisations that are left out or not in the file stay as they are: they may have users (specification, section 7,
 * Import).
 *
 * @param onProgress called with the number of rows read so far
 * @throws {ImportError} if the file is at fault; then nothing is changed
 */
export function importOrganisations(
  db: Database,
  path: string,
  onProgress: (count: number) => void,
): Promise<ImportSummary> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx); // the usual limit suits pages, not an import
    const leftOut = await stageRows(trx, readOrganisations(path), onProgress);
    const merged = await mergeStaged(trx);
    if (merged.added + merged.updated > 0) {
      await recordActivity(trx, system, { action: "imported", changes: countsOf(merged) });
    }
    return { ...merged, leftOut };
  });
}

/** The activity log holds the counts as new values without old ones. */
function countsOf({ added, updated }: Merged): FieldChanges {
  return { added: { from: null, to: String(added) }, updated: { from: null, to: String(updated) } };
}
