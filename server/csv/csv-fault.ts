const messages = {
  "not text": "the file is not text; save it from the spreadsheet as 'CSV UTF-8'",
  "mixed encodings": "the file is UTF-8, but this line is not; correct it, or save the file as 'CSV UTF-8'",
  "unknown encoding": "the file is neither UTF-8 nor CP1252; save it as 'CSV UTF-8'",
  "invalid UTF-16": "the file is UTF-16, but not valid; it may have been cut off",
  "quotation mark not closed": "a quotation mark is never closed; the file may have been cut off",
  "row too long": "the row is longer than 100,000 characters; a quotation mark may never be closed",
  "text after a quotation mark": "there is text after a closing quotation mark",
  "quotation mark within a field": "there is a quotation mark within a field that does not begin with one",
} as const;

export type CsvFaultKind = keyof typeof messages;

/** Thrown if bytes cannot be read as CSV. The message says why and, except for invalid UTF-16, on which line. */
export class CsvFault extends Error {
  override name = "CsvFault";
  readonly kind: CsvFaultKind;
  /** The number of the row at fault, as `CsvRow` counts; undefined if the fault is not in a row. */
  readonly row: number | undefined;

  /** @param line the line at fault, or on which the row at fault begins; the first line is 1 */
  constructor(kind: CsvFaultKind, line?: number, row?: number) {
    super(line === undefined ? messages[kind] : `line ${line}: ${messages[kind]}`);
    this.kind = kind;
    this.row = row;
  }
}
