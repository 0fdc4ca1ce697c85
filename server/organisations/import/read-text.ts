import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { ImportError } from "./import-error.ts";

/**
 * Yields the text of a file in pieces, with every line ending changed to `\n`. A first pass checks whether the whole
 * file is valid UTF-8; if not, the file is read as Windows-1252, in which any bytes are valid.
 *
 * @throws {ImportError} if the file does not exist, cannot be looked up or is not a regular file
 */
export async function* readText(path: string): AsyncGenerator<string> {
  await requireFile(path);
  const encoding = (await isUtf8(path)) ? "utf-8" : "windows-1252";
  let held = ""; // a `\r` at the end of a piece: the next piece may begin with the `\n` of the same line ending
  for await (const piece of decode(path, new TextDecoder(encoding))) {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    const isMissing = "code" in error && error.code === "ENOENT";
    throw new ImportError(
      isMissing ? `there is no file ${path}` : `${path} cannot be read: ${error.message}`,
    );
  });
  // The file is read twice, which is not possible with a pipe.
  if (!found.isFile()) throw new ImportError(`${path} is not a file`);
}

async function isUtf8(path: string): Promise<boolean> {
  const pieces = decode(path, new TextDecoder("utf-8", { fatal: true }));
  try {
    while (!(await pieces.next()).done);
    return true;
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      return false;
    throw error;
  }
}

async function* decode(path: string, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
