import type { Transaction } from "kysely";
import { longTransaction } from "../../../db/transactions/long-transaction.ts";
import type { Database } from "../../../db/database.ts";
import type { FieldChanges } from "../../../db/json-columns.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import type { OpenBytes } from "../../csv/encoding.ts";
import { type CsvFormat, tellFormat } from "../../csv/format.ts";
import { type MergedLinks, mergeLinks, stageLinks } from "./links/merge-links.ts";
import { readLinks } from "./links/read-links.ts";
import { countLeftOut, type Merged, mergeStaged } from "./merge.ts";
import { openFile } from "./open-file.ts";
import { readOrganisations } from "./read-organisations.ts";
import { readHeaderOf } from "./read-table.ts";
import { stageRows } from "./stage.ts";

type Read = {
  format: CsvFormat;
  /**
   * The number of rows that had no effect, for each reason: the status of an organisation, such as 'Closed', or the type
   * of a link.
   */
  leftOut: Map<string, number>;
};

export type ImportSummary = Read & (({ kind: "organisations" } & Merged) | ({ kind: "links" } & MergedLinks));

type Progress = (count: number) => void;

/**
 * Imports a file of organisations, or of links to their successors, in one transaction and, if that changes anything, adds
 * a row to the activity log. Organisations are never deleted, because they may have users: those whose row is left out, or
 * that are not in the file, stay as they are (specification, section 7, Import; section 13).
 *
 * @param onProgress called with the number of rows read so far
 * @throws {ImportError | CsvFault} if the file is at fault; the transaction is then rolled back
 */
export async function importOrganisations(
  db: Database,
  path: string,
  onProgress: Progress,
): Promise<ImportSummary> {
  const open = await openFile(path);
  const format = await tellFormat(open);
  const { kind } = await readHeaderOf(open, format);
  const merge = kind === "links" ? mergeLinksOf : mergeOrganisationsOf;
  const statementTimeout = 0; // none: an import takes longer than a page may
  return longTransaction(db, statementTimeout, async (trx) => {
    const summary = await merge(trx, open, format, onProgress);
    const changes = changesOf(summary);
    const isChange = Object.values(changes).some((count) => count > 0);
    if (isChange) await recordActivity(trx, system, { action: "imported", changes: countsOf(changes) });
    return summary;
  });
}

async function mergeOrganisationsOf(
  trx: Transaction<DB>,
  open: OpenBytes,
  format: CsvFormat,
  onProgress: Progress,
): Promise<ImportSummary> {
  await stageRows(trx, readOrganisations(open, format), onProgress);
  const merged = await mergeStaged(trx);
  return { kind: "organisations", format, ...merged, leftOut: await countLeftOut(trx) };
}

async function mergeLinksOf(
  trx: Transaction<DB>,
  open: OpenBytes,
  format: CsvFormat,
  onProgress: Progress,
): Promise<ImportSummary> {
  const leftOut = await stageLinks(trx, readLinks(open, format), onProgress);
  return { kind: "links", format, leftOut, ...(await mergeLinks(trx)) };
}

function changesOf(summary: ImportSummary): Record<string, number> {
  if (summary.kind === "links") return { linksAdded: summary.added, linksRemoved: summary.removed };
  const { added, updated, closed, reopened } = summary;
  return { added, updated, closed, reopened };
}

/** Numbers in the form that the activity log stores: new values without old. */
function countsOf(changes: Record<string, number>): FieldChanges {
  return Object.fromEntries(
    Object.entries(changes).map(([name, count]) => [name, { from: null, to: String(count) }]),
  );
}
