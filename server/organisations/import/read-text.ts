import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { ImportError } from "./import-error.ts";

/**
 * A file's text, piece by piece, with `\n` at the end of every line. Read twice: as UTF-8 where that is what all of it
 * is, else as CP1252, in which every file is valid and which therefore says nothing about itself.
 *
 * @throws {ImportError} where there is no such file
 */
export async function* readText(path: string): AsyncGenerator<string> {
  await requireFile(path);
  const encoding = (await isUtf8(path)) ? "utf-8" : "windows-1252";
  let held = ""; // a \r whose \n may be in the next piece
  for await (const piece of decode(path, new TextDecoder(encoding))) {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => error);
  if (found instanceof Error) {
    const missing = "code" in found && found.code === "ENOENT";
    throw new ImportError(missing ? `there is no file ${path}` : `${path} cannot be read: ${found.message}`);
  }
  // A pipe cannot be read twice.
  if (!(found as Awaited<ReturnType<typeof stat>>).isFile()) throw new ImportError(`${path} is not a file`);
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
