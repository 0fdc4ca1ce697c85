import type { OpenBytes } from "../../csv/encoding.ts";
import type { CsvFormat } from "../../csv/format.ts";
import { readCsv } from "../../csv/read-csv.ts";
import { type Field, type Header, readHeader } from "./file-format.ts";
import { ImportError } from "./import-error.ts";
import { plainText } from "../../people/name.ts";

/** A row of a file, and the text in one of its fields: in one line, and empty where the file has no such column. */
export type TableRow = { line: number; take: (field: Field) => string };

/** In characters; longer than any real value. PostgreSQL cannot index values of more than about 2,700 bytes. */
const longestText = 500;

/**
 * Reads the header of a file.
 *
 * @throws {ImportError} if the file is empty, or no header of a file that can be imported
 * @throws {CsvFault} if the bytes cannot be read as CSV
 */
export async function readHeaderOf(open: OpenBytes, format: CsvFormat): Promise<Header> {
  for await (const { fields, line } of readCsv(open, format)) return readHeader(fields, line);
  throw new ImportError("the file is empty");
}

/**
 * Reads the rows of a file below its header, and turns each into what `read` makes of it.
 *
 * @throws {ImportError} naming the line at fault: for the header, another number of columns, and a `RowFault` of `read`
 * @throws {CsvFault} if the bytes cannot be read as CSV
 */
export async function* readTable<Row>(
  open: OpenBytes,
  format: CsvFormat,
  read: (row: TableRow, header: Header) => Row,
): AsyncGenerator<Row> {
  let header: Header | undefined;
  for await (const { fields, line } of readCsv(open, format)) {
    if (header === undefined) {
      header = readHeader(fields, line);
      continue;
    }
    requireWidth(fields, header, line);
    yield naming(line, header, fields, read);
  }
  if (header === undefined) throw new ImportError("the file is empty");
}

function requireWidth(fields: string[], { width }: Header, line: number): void {
  if (fields.length === width) return;
  const counts = `${fields.length}, not ${width} as in the header`;
  throw new ImportError(`the number of columns is ${counts}; the file may have been cut off`, line);
}

function naming<Row>(
  line: number,
  header: Header,
  fields: string[],
  read: (row: TableRow, header: Header) => Row,
): Row {
  const take = (field: Field) => {
    const text = plainText(fields[header.places.get(field) ?? -1] ?? "");
    if (text.length > longestText)
      throw new RowFault(`the ${field} is longer than ${longestText} characters`);
    return text;
  };
  try {
    return read({ line, take }, header);
  } catch (fault) {
    throw fault instanceof RowFault ? new ImportError(fault.message, line) : fault;
  }
}

/** Thrown if a row has an invalid value. The message does not name the line. */
export class RowFault extends Error {}

/**
 * Returns a number of a row as text, or null if it is empty.
 *
 * @throws {RowFault} if it does not match the pattern
 */
export function readNumber(label: string, pattern: RegExp, rule: string, text: string): string | null {
  if (text === "") return null;
  if (!pattern.test(text)) throw new RowFault(`${label} must be ${rule}, not ‘${text.slice(0, 40)}’`);
  return text;
}

/** @throws {RowFault} if the text is neither empty nor a URN */
export function readUrn(label: string, text: string): string | null {
  return readNumber(label, /^\d{1,7}$/, "1 to 7 digits", text);
}
