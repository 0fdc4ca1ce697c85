import { byteOrderMark, csvLine } from "../../csv/writing/csv-line.ts";
import { BulkFileFault } from "./bulk-file-fault.ts";
import { largestFile } from "./limits.ts";
import { isOtherFormat } from "./other-formats.ts";
import { readTable } from "./read-rows.ts";
import type { Brought } from "./table/arrange-rows.ts";
import { usualHeadings } from "./table/columns.ts";

/** `needsOrganisation`: whether each row has to name its organisation, because it is not known. */
export type ReadingOptions = { needsOrganisation: boolean };

/** What was posted with the form. `isBroken`: the body of the request could not be read. */
type Posted = {
  fields: Partial<Record<string, string>>;
  file: { bytes: Uint8Array } | null;
  isBroken: boolean;
};

/** A CSV file with nothing but the headings of the columns that are needed, which Excel saves again as UTF-8. */
export function template(needsOrganisation: boolean): string {
  return byteOrderMark + csvLine(usualHeadings(needsOrganisation));
}

/**
 * Reads what was pasted into the field `pasted`, or else the uploaded file.
 *
 * @throws {BulkFileFault} also if there is neither or both, or the body could not be read
 */
export async function readPosted(
  { fields, file, isBroken }: Posted,
  options: ReadingOptions,
): Promise<Brought> {
  if (isBroken) throw new BulkFileFault("file", { reason: "notUploaded" });
  const pasted = fields["pasted"] ?? "";
  const isPasted = pasted.trim() !== "";
  if (isPasted && file !== null) throw new BulkFileFault("file", { reason: "both" });
  return file === null ? readPasted(pasted, options) : readUploaded(file.bytes, options);
}

/**
 * Reads rows that were pasted from a spreadsheet (specification, section 11, Reading what people bring).
 *
 * @throws {BulkFileFault} if the text cannot be read
 */
export async function readPasted(text: string, { needsOrganisation }: ReadingOptions): Promise<Brought> {
  if (Buffer.byteLength(text) > largestFile) throw new BulkFileFault("pasted", { reason: "textTooLarge" });
  return readTable(Buffer.from(text.replaceAll("\0", "\uFFFD")), { field: "pasted", needsOrganisation });
}

/**
 * Reads the bytes of a CSV file (specification, section 11, Reading what people bring).
 *
 * @throws {BulkFileFault} if the file cannot be read
 */
export async function readUploaded(
  bytes: Uint8Array,
  { needsOrganisation }: ReadingOptions,
): Promise<Brought> {
  if (bytes.length > largestFile) throw new BulkFileFault("file", { reason: "fileTooLarge" });
  if (isOtherFormat(bytes)) throw new BulkFileFault("file", { reason: "notCsv" });
  return readTable(bytes, { field: "file", needsOrganisation });
}
