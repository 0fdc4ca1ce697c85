import { largestRowCount, largestWidth } from "./limits.ts";

/** Why a file or a text cannot be read. With a row: the number of the row at fault, as a spreadsheet shows it. */
export type BulkFileReason =
  | { reason: "nothing" | "both" | "empty" | "notCsv" | "notUtf8" | "fileTooLarge" | "textTooLarge" }
  | { reason: "notUploaded" | "tooManyRows" }
  | { reason: "columns"; needsOrganisation: boolean }
  | { reason: "quotationMark" | "tooManyColumns"; row: number };

/** The field of the form that a fault is about. */
export type BulkFileField = "pasted" | "file";

/**
 * Thrown if what somebody pasted or uploaded cannot be read. The message is the one that the form shows (specification,
 * section 11, Reading what people bring).
 */
export class BulkFileFault extends Error {
  override name = "BulkFileFault";
  readonly field: BulkFileField;
  override readonly cause: BulkFileReason;

  constructor(field: BulkFileField, cause: BulkFileReason) {
    super(messageOf(cause));
    this.field = field;
    this.cause = cause;
  }
}

const messages = {
  nothing: "Paste the users or upload a CSV file",
  both: "Paste the users or upload a file, not both",
  empty: "The selected file is empty",
  notCsv: "The selected file must be a CSV",
  notUtf8: "The selected file must be saved as CSV UTF-8",
  fileTooLarge: "The selected file must be smaller than 2MB",
  textTooLarge: "The pasted text must be smaller than 2MB",
  notUploaded: "The selected file could not be uploaded – try again",
  tooManyRows: `There must be ${largestRowCount.toLocaleString("en-GB")} users or fewer`,
} as const;

function messageOf(cause: BulkFileReason): string {
  switch (cause.reason) {
    case "columns":
      return cause.needsOrganisation
        ? "The columns must include first name, last name, email address and URN or UKPRN"
        : "The columns must include first name, last name and email address";
    case "quotationMark":
      return `Row ${cause.row} has a quotation mark that is never closed`;
    case "tooManyColumns":
      return `Row ${cause.row} has more than ${largestWidth} columns`;
    default:
      return messages[cause.reason];
  }
}
