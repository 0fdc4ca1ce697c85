import { type Header, providerType } from "./file-format.ts";
import { readNumber, readUrn, RowFault, type TableRow } from "./read-table.ts";

/**
 * One row of a file. A row that is left out has only `line`, `urn` and `leftOut`; that of a closed school, which closes
 * an organisation that there is, `closedOn` too.
 */
export type OrganisationRow = {
  line: number;
  urn: string | null;
  /** The status, such as 'Closed', because of which the row is not imported; null if it is imported. */
  leftOut: string | null;
  /** The date on which a closed school closed, as 2026-08-31; null if it is not known. Only closed schools have it. */
  closedOn?: string | null;
} & Partial<ReturnType<typeof readCommon> & { type: string }>;

// The statuses of schools to import. Schools that are about to open or close may have users too.
const imported = ["open", "open, but proposed to close", "proposed to open"];

/**
 * Reads the fields of one row. If the status means that the row is left out, only its URN and the date of closing are read.
 *
 * @throws {RowFault} naming the first fault found
 */
export function readRow(row: TableRow, { kind }: Header): OrganisationRow {
  return kind === "providers" ? readProvider(row) : readEstablishment(row);
}

function readEstablishment({ line, take }: TableRow): OrganisationRow {
  const urn = readUrn("URN", take("urn"));
  if (urn === null) throw new RowFault("URN is empty");
  const status = take("status");
  if (status === "") throw new RowFault("EstablishmentStatus (name) is empty");
  if (status.toLowerCase() === "closed")
    return { line, urn, leftOut: status, closedOn: readDate("CloseDate", take("closeDate")) };
  if (!imported.includes(status.toLowerCase())) return { line, urn, leftOut: status };
  const type = take("type");
  if (type === "") throw new RowFault("TypeOfEstablishment (name) is empty");
  return { line, urn, ...readCommon(take), type, leftOut: null };
}

function readProvider({ line, take }: TableRow): OrganisationRow {
  const urn = readUrn("urn", take("urn"));
  const common = readCommon(take);
  if (urn === null && common.ukprn === null) throw new RowFault("there is neither a ukprn nor a urn");
  return { line, urn, ...common, type: providerType, leftOut: null };
}

function readCommon(take: TableRow["take"]) {
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

/** Reads a date as Get Information About Schools writes it, or a spreadsheet that has saved its file. */
function readDate(label: string, text: string): string | null {
  if (text === "") return null;
  const [, day, month, year] = /^(\d\d)[-/](\d\d)[-/]([12]\d{3})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const moment = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(date))
    throw new RowFault(`${label} must be a date like 31-08-2026, not ‘${text.slice(0, 40)}’`);
  return date;
}
