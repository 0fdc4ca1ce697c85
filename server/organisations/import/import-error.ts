/** A file that cannot be imported. The message says why, and names the line if one is at fault. */
export class ImportError extends Error {
  override name = "ImportError";

  /** @param line the line on which the row at fault begins, from 1 */
  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
  }
}
