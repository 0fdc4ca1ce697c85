import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { FieldChanges } from "../../../db/json-columns.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import { type CsvFormat, tellFormat } from "../../csv/format.ts";
import { type Merged, mergeStaged } from "./merge.ts";
import { openFile } from "./open-file.ts";
import { readOrganisations } from "./read-organisations.ts";
import { stageRows } from "./stage.ts";

export type ImportSummary = Merged & {
  format: CsvFormat;
  /** The number of rows that were not imported because of their status, for each status, such as 'Closed'. */
  leftOut: Map<string, number>;
};

/**
 * Imports a file of organisations in one transaction and, if that changes anything, adds a row to the activity log.
 * Organisations are never deleted, because they may have users: those whose row is left out, or that are not in the
 * file, stay as they are (specification, section 7, Import).
 *
 * @param onProgress called with the number of rows read so far
 * @throws {ImportError | CsvFault} if the file is at fault; the transaction is then rolled back
 */
export async function importOrganisations(
  db: Database,
  path: string,
  onProgress: (count: number) => void,
): Promise<ImportSummary> {
  const open = await openFile(path);
  const format = await tellFormat(open);
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx); // no time-out: an import takes longer than a page may
    const leftOut = await stageRows(trx, readOrganisations(open, format), onProgress);
    const merged = await mergeStaged(trx);
    if (merged.added + merged.updated > 0) {
      await recordActivity(trx, system, { action: "imported", changes: countsOf(merged) });
    }
    return { ...merged, leftOut, format };
  });
}

/** The numbers of added and updated organisations, in the form that the activity log stores: new values without old. */
function countsOf({ added, updated }: Merged): FieldChanges {
  return { added: { from: null, to: String(added) }, updated: { from: null, to: String(updated) } };
}
