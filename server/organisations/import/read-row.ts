import type { CsvRow } from "../../csv/read-csv.ts";
import { plainText } from "../../people/name.ts";
import { type Field, type Header, providerType } from "./file-format.ts";
import { ImportError } from "./import-error.ts";

/** One row of a file. A row that is left out has only `line`, `urn` and `leftOut`. */
export type OrganisationRow = {
  line: number;
  urn: string | null;
  /** The status, such as 'Closed', because of which the row is not imported; null if it is imported. */
  leftOut: string | null;
} & Partial<ReturnType<typeof readCommon> & { type: string }>;

// The statuses of schools to import. Schools that are about to open or close may have users too.
const imported = ["open", "open, but proposed to close", "proposed to open"];

/** In characters; longer than any real value. PostgreSQL cannot index values of more than about 2,700 bytes. */
const longestText = 500;

/**
 * Reads the fields of one row from the columns that the header names. If the status means that the row is left out,
 * only its URN is read too.
 *
 * @throws {ImportError} naming the line and the first fault found
 */
export function readRow({ line, fields }: CsvRow, header: Header): OrganisationRow {
  if (fields.length !== header.width) {
    const counts = `${fields.length}, not ${header.width} as in the header`;
    throw new ImportError(`the number of columns is ${counts}; the file may have been cut off`, line);
  }
  const take = (field: Field) => {
    const text = plainText(fields[header.places.get(field) ?? -1] ?? "");
    if (text.length > longestText)
      throw new RowFault(`the ${field} is longer than ${longestText} characters`);
    return text;
  };
  try {
    return header.kind === "providers" ? readProvider(line, take) : readEstablishment(line, take);
  } catch (fault) {
    throw fault instanceof RowFault ? new ImportError(fault.message, line) : fault;
  }
}

class RowFault extends Error {}

type Take = (field: Field) => string;

function readEstablishment(line: number, take: Take): OrganisationRow {
  const urn = readNumber("URN", /^\d{1,7}$/, "1 to 7 digits", take("urn"));
  if (urn === null) throw new RowFault("URN is empty");
  const status = take("status");
  if (status === "") throw new RowFault("EstablishmentStatus (name) is empty");
  if (!imported.includes(status.toLowerCase())) return { line, urn, leftOut: status };
  const type = take("type");
  if (type === "") throw new RowFault("TypeOfEstablishment (name) is empty");
  return { line, urn, ...readCommon(take), type, leftOut: null };
}

function readProvider(line: number, take: Take): OrganisationRow {
  const urn = readNumber("urn", /^\d{1,7}$/, "1 to 7 digits", take("urn"));
  const common = readCommon(take);
  if (urn === null && common.ukprn === null) throw new RowFault("there is neither a ukprn nor a urn");
  return { line, urn, ...common, type: providerType, leftOut: null };
}

function readCommon(take: Take) {
  const name = take("name");
  if (name === "") throw new RowFault("the name is empty");
  return {
    name,
    ukprn: readNumber("UKPRN", /^\d{8}$/, "8 digits", take("ukprn")),
    street: take("street") || null,
    town: take("town") || null,
    postcode: take("postcode") || null,
  };
}

function readNumber(label: string, pattern: RegExp, rule: string, text: string): string | null {
  if (text === "") return null;
  if (!pattern.test(text)) throw new RowFault(`${label} must be ${rule}, not ‘${text.slice(0, 40)}’`);
  return text;
}
