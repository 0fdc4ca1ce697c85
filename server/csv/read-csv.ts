import { CsvFault } from "./csv-fault.ts";
import type { OpenBytes } from "./encoding.ts";
import type { CsvFormat } from "./format.ts";
import { readText } from "./read-text.ts";
import { splitRow } from "./split-row.ts";

/** The fields of one row of a CSV text, and the line on which it begins. */
export type CsvRow = { line: number; fields: string[] };

// In characters; longer than any real row. Without a limit, the rest of the file would be read into memory after a
// quotation mark that is never closed.
const longestRow = 100_000;

/**
 * Yields the rows of a CSV text, including the header but not empty rows. Does not check the number of fields.
 *
 * @param format what `tellFormat` told from the same bytes
 * @throws {CsvFault} naming the line, if a quotation mark is misplaced or never closed or a row is too long
 */
export async function* readCsv(open: OpenBytes, { encoding, separator }: CsvFormat): AsyncGenerator<CsvRow> {
  for await (const { line, text } of wholeRows(readText(open, encoding))) {
    const fields = splitRow(text, separator);
    const isFault = typeof fields === "string";
    if (text.length > longestRow && (!isFault || fields === "quotation mark not closed"))
      throw new CsvFault("row too long", line);
    if (isFault) throw new CsvFault(fields, line);
    if (fields.some((field) => field.trim() !== "")) yield { line, fields };
  }
}

/**
 * Yields each row as text, without its line ending, and the line on which it begins. Stops after a row that is too long,
 * of which it yields only the beginning.
 */
async function* wholeRows(pieces: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }> {
  let [line, height] = [1, 1]; // where the row begins, and how many lines of it have been read
  let text = "";
  let isOpen = false; // the line ends within quotation marks, so the row goes on in the next line
  for await (const piece of pieces) {
    for (const [index, part] of piece.split("\n").entries()) {
      if (index > 0 && isOpen) {
        text += "\n";
        height += 1;
      } else if (index > 0) {
        yield { line, text };
        line += height;
        [text, height] = ["", 1];
      }
      text += part;
      if (hasOddQuotes(part)) isOpen = !isOpen;
      if (text.length > longestRow) break;
    }
    if (text.length > longestRow) break;
  }
  if (text !== "") yield { line, text };
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}
