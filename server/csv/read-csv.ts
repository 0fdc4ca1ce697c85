import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { CsvFault, type CsvFaultKind } from "./csv-fault.ts";
import type { OpenBytes } from "./encoding.ts";
import type { CsvFormat } from "./format.ts";
import { readText } from "./read-text.ts";

/**
 * The fields of one row of a CSV text, the line on which it begins, and the number of the row as a spreadsheet shows it:
 * a row of several lines is one row, empty rows count, and a first line that only names the separator does not.
 */
export type CsvRow = { line: number; row: number; fields: string[] };

/**
 * What to do with a quotation mark that is not where it should be, within a field or before the end of one: refuse the
 * text, or keep the mark as a character of the field.
 */
export type StrayQuotes = "refuse" | "keep";

// In characters; longer than any real row. Without a limit, the parser would read the rest of the file into memory
// after a quotation mark that is never closed.
const longestRow = 100_000;

const faults: Partial<Record<string, CsvFaultKind>> = {
  CSV_QUOTE_NOT_CLOSED: "quotation mark not closed",
  CSV_MAX_RECORD_SIZE: "row too long",
  CSV_INVALID_CLOSING_QUOTE: "text after a quotation mark",
  INVALID_OPENING_QUOTE: "quotation mark within a field",
};

/** The first line that Excel writes and reads to name the separator, such as `sep=;`, as the fields of a row. */
const separatorLine = /^sep=[,;\t]?$/i;

const visible = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * Yields the rows of a CSV text, including the header but not empty rows. Does not check the number of fields.
 *
 * @param format what `tellFormat` told from the same bytes
 * @throws {CsvFault} naming the line, if a quotation mark is misplaced or never closed or a row is too long
 */
export async function* readCsv(
  open: OpenBytes,
  { encoding, separator }: CsvFormat,
  strayQuotes: StrayQuotes = "refuse",
): AsyncGenerator<CsvRow> {
  const place = createPlaceKeeper(strayQuotes);
  const parser = parse({
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: strayQuotes === "keep",
    max_record_size: longestRow,
    on_record: (fields, { lines }) => (place.keep(fields, lines) ? fields : undefined),
  });
  // If reading the text fails, `pipeline` passes the error to the parser, and the loop below throws it.
  pipeline(Readable.from(readText(open, encoding)), parser, () => undefined);
  try {
    for await (const fields of parser as AsyncIterable<string[]>) yield { ...place.of(fields), fields };
  } catch (error) {
    const fault = error instanceof CsvError && faults[error.code];
    throw fault ? place.faultAfter(fault) : error;
  }
}

/** Counts the lines and rows that the parser has read, and knows where each row began. */
function createPlaceKeeper(strayQuotes: StrayQuotes) {
  let [line, row] = [0, 0]; // the last ones
  const places = new WeakMap<string[], { line: number; row: number }>();
  return {
    /** Notes where a row is that ends on line `end`. Returns whether it is one that counts. */
    keep: (fields: string[], end: number): boolean => {
      const first = line + 1;
      line = end;
      if (first === 1 && isSeparatorLine(fields)) return false;
      row += 1;
      places.set(fields, { line: first, row });
      if (strayQuotes === "keep" && fields.some(spansLines))
        throw new CsvFault("quotation mark not closed", first, row);
      return fields.some((field) => visible.test(field));
    },
    of: (fields: string[]) => places.get(fields) ?? { line, row },
    faultAfter: (kind: CsvFaultKind) => new CsvFault(kind, line + 1, row + 1),
  };
}

function isSeparatorLine([first = "", ...others]: string[]): boolean {
  return separatorLine.test(first) && others.every((field) => field === "");
}

/**
 * Whether a field took in the rows after its quotation mark, up to another one. Only where stray quotation marks are kept
 * is the mark part of the field.
 */
function spansLines(field: string): boolean {
  return field.startsWith('"') && field.includes("\n");
}
