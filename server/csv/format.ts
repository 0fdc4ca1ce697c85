import { type Encoding, type OpenBytes, tellEncoding } from "./encoding.ts";
import { readText } from "./read-text.ts";
import { type Separator, tellSeparator } from "./separator.ts";

export type CsvFormat = { encoding: Encoding; separator: Separator };

const startLength = 65_536; // in characters: longer than any real row of headings

/**
 * Tells the encoding from all bytes, and the separator from the first row (specification, section 7, Encoding and
 * separator). Opens the bytes three times, and holds no more than their beginning in memory.
 *
 * @throws {CsvFault} if the bytes are not text in a known encoding
 */
export async function tellFormat(open: OpenBytes): Promise<CsvFormat> {
  const encoding = await tellEncoding(open);
  let start = "";
  for await (const text of readText(open, encoding)) {
    start += text;
    if (start.length >= startLength) break;
  }
  return { encoding, separator: tellSeparator(start) };
}
