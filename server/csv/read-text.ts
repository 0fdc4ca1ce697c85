import { CsvFault } from "./csv-fault.ts";
import type { Encoding, OpenBytes } from "./encoding.ts";

/**
 * Yields the text in pieces, without a byte order mark and with every line ending changed to `\n`.
 *
 * @throws {CsvFault} if the bytes are not valid UTF-16
 */
export async function* readText(open: OpenBytes, encoding: Encoding): AsyncGenerator<string> {
  let held = ""; // a `\r` at the end of a piece: the next piece may begin with the `\n` of the same line ending
  for await (const piece of decode(open, encoding)) {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

async function* decode(open: OpenBytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const bytes of open()) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new CsvFault("invalid UTF-16"); // other encodings have been checked
    throw error;
  }
}
