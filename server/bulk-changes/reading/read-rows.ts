import { setImmediate } from "node:timers/promises";
import { CsvFault, type CsvFaultKind } from "../../csv/csv-fault.ts";
import type { OpenBytes } from "../../csv/encoding.ts";
import { type CsvFormat, tellFormat } from "../../csv/format.ts";
import { type CsvRow, readCsv, type StrayQuotes } from "../../csv/read-csv.ts";
import { BulkFileFault } from "./bulk-file-fault.ts";
import { largestRowCount } from "./limits.ts";
import { arrangeRows, type Brought, type Source } from "./table/arrange-rows.ts";

/**
 * Reads the bytes of a CSV text.
 *
 * @throws {BulkFileFault} if they cannot be read
 */
export async function readTable(bytes: Uint8Array, source: Source): Promise<Brought> {
  const open = openInPieces(bytes);
  try {
    const format = await tellFormat(open);
    if (isOfOldMac(bytes, format)) throw new BulkFileFault(source.field, { reason: "notUtf8" });
    return arrangeRows(await readRows(open, format), source);
  } catch (fault) {
    throw fault instanceof CsvFault ? faultFor(fault, bytes, source) : fault;
  }
}

const pieceLength = 64 * 1024;

/** Opens bytes in pieces. Before each one, the process can do something else: a large file takes a while. */
function openInPieces(bytes: Uint8Array): OpenBytes {
  return async function* () {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      await setImmediate();
      yield bytes.subarray(at, at + pieceLength);
    }
  };
}

/**
 * Whether what seems to be CP1252 has the line ends of 'CSV (Macintosh)'. Excel saves these with an encoding of its own, in
 * which the same bytes are other letters.
 */
function isOfOldMac(bytes: Uint8Array, { encoding }: CsvFormat): boolean {
  return encoding === "windows-1252" && bytes.includes(0x0d) && !bytes.includes(0x0a);
}

/**
 * Reads rows, up to one more than a bulk change can have beside a header. Where a quotation mark is not where it should be,
 * as in `="100001"` or `Ann "Annie"`, it is read once more, as a character.
 */
async function readRows(open: OpenBytes, format: CsvFormat): Promise<CsvRow[]> {
  return collectRows(open, format, "refuse").catch((fault: unknown) => {
    if (!(fault instanceof CsvFault && strayQuotes.has(fault.kind))) throw fault;
    return collectRows(open, format, "keep");
  });
}

const strayQuotes = new Set<CsvFaultKind>(["text after a quotation mark", "quotation mark within a field"]);

async function collectRows(open: OpenBytes, format: CsvFormat, stray: StrayQuotes): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(open, format, stray)) {
    if (row.fields.some((field) => field.includes("\0"))) throw new CsvFault("not text", row.line, row.row);
    rows.push(row);
    if (rows.length > largestRowCount + 1) break;
  }
  return rows;
}

function faultFor({ kind, row = 1 }: CsvFault, bytes: Uint8Array, { field, needsOrganisation }: Source) {
  switch (kind) {
    case "not text":
      return new BulkFileFault(field, { reason: "notCsv" });
    case "mixed encodings":
    case "unknown encoding":
    case "invalid UTF-16":
      return new BulkFileFault(field, { reason: "notUtf8" });
    case "row too long":
      if (!bytes.includes(0x22)) return new BulkFileFault(field, { reason: "columns", needsOrganisation });
      return new BulkFileFault(field, { reason: "quotationMark", row });
    default:
      return new BulkFileFault(field, { reason: "quotationMark", row });
  }
}
