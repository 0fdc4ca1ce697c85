import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { ImportError } from "./import-error.ts";

/** The fields of one row of a CSV file, and the line on which it begins. */
export type CsvRow = { line: number; fields: string[] };

// In characters; longer than any real row. Without a limit, the parser would read the rest of the file into memory
// after a quotation mark that is never closed.
const longestRow = 100_000;

const faults: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quotation mark is never closed; the file may have been cut off",
  CSV_MAX_RECORD_SIZE: `the row is longer than ${longestRow} characters; a quotation mark may never be closed`,
  CSV_INVALID_CLOSING_QUOTE: "there is text after a closing quotation mark",
  INVALID_OPENING_QUOTE: "there is a quotation mark within a field that does not begin with one",
};

/**
 * Yields the rows of a CSV text, including the header but not blank lines. Does not check the number of fields.
 *
 * @param text the text in pieces, with `\n` as the line ending
 * @throws {ImportError} naming the line, if a quotation mark is misplaced or never closed or a row is too long
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  let end = 0; // the line on which the row before ended
  const lineOf = new WeakMap<string[], number>();
  const parser = parse({
    record_delimiter: "\n",
    relax_column_count: true,
    max_record_size: longestRow,
    on_record: (fields, { lines }) => {
      lineOf.set(fields, end + 1);
      end = lines;
      return fields;
    },
  });
  // If reading `text` fails, `pipeline` passes the error to the parser, and the loop below throws it.
  pipeline(Readable.from(text), parser, () => undefined);
  try {
    for await (const fields of parser as AsyncIterable<string[]>)
      if (!isBlank(fields)) yield { line: lineOf.get(fields) ?? end, fields };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(faults[error.code] ?? error.message, end + 1);
  }
}

function isBlank(fields: string[]): boolean {
  return fields.length === 1 && fields[0]?.trim() === "";
}
