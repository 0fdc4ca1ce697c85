/** A file that cannot be imported; its message says why and, where a line is at fault, which. */
export class ImportError extends Error {
  override name = "ImportError";

  /** @param line counted from 1, where the row at fault begins */
  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
  }
}
