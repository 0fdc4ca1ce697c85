/** Thrown if a file cannot be imported. The message says why and, if a row is at fault, on which line it begins. */
export class ImportError extends Error {
  override name = "ImportError";

  /** @param line the line on which the row at fault begins; the first line of the file is 1 */
  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
  }
}
