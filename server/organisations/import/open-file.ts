import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { OpenBytes } from "../../csv/encoding.ts";
import { ImportError } from "./import-error.ts";

/** @throws {ImportError} if the file does not exist, cannot be looked up or is not a regular file */
export async function openFile(path: string): Promise<OpenBytes> {
  const found = await stat(path).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    const isMissing = "code" in error && error.code === "ENOENT";
    throw new ImportError(
      isMissing ? `there is no file ${path}` : `${path} cannot be read: ${error.message}`,
    );
  });
  // The file is read more than once, which is not possible with a pipe.
  if (!found.isFile()) throw new ImportError(`${path} is not a file`);
  return () => createReadStream(path) as AsyncIterable<Buffer>;
}
