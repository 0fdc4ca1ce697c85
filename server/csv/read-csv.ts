import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { CsvFault, type CsvFaultKind } from "./csv-fault.ts";
import type { OpenBytes } from "./encoding.ts";
import type { CsvFormat } from "./format.ts";
import { readText } from "./read-text.ts";

/** The fields of one row of a CSV text, and the line on which it begins. */
export type CsvRow = { line: number; fields: string[] };

// In characters; longer than any real row. Without a limit, the parser would read the rest of the file into memory
// after a quotation mark that is never closed.
const longestRow = 100_000;

const faults: Partial<Record<string, CsvFaultKind>> = {
  CSV_QUOTE_NOT_CLOSED: "quotation mark not closed",
  CSV_MAX_RECORD_SIZE: "row too long",
  CSV_INVALID_CLOSING_QUOTE: "text after a quotation mark",
  INVALID_OPENING_QUOTE: "quotation mark within a field",
};

/**
 * Yields the rows of a CSV text, including the header but not empty rows. Does not check the number of fields.
 *
 * @param format what `tellFormat` told from the same bytes
 * @throws {CsvFault} naming the line, if a quotation mark is misplaced or never closed or a row is too long
 */
export async function* readCsv(open: OpenBytes, { encoding, separator }: CsvFormat): AsyncGenerator<CsvRow> {
  let end = 0; // the line on which the row before ended
  const lineOf = new WeakMap<string[], number>();
  const parser = parse({
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    max_record_size: longestRow,
    on_record: (fields, { lines }) => {
      lineOf.set(fields, end + 1);
      end = lines;
      return fields;
    },
  });
  // If reading the text fails, `pipeline` passes the error to the parser, and the loop below throws it.
  pipeline(Readable.from(readText(open, encoding)), parser, () => undefined);
  try {
    for await (const fields of parser as AsyncIterable<string[]>)
      if (fields.some((field) => field.trim() !== "")) yield { line: lineOf.get(fields) ?? end, fields };
  } catch (error) {
    const fault = error instanceof CsvError && faults[error.code];
    throw fault ? new CsvFault(fault, end + 1) : error;
  }
}
