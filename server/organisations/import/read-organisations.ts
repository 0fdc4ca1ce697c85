import type { OpenBytes } from "../../csv/encoding.ts";
import type { CsvFormat } from "../../csv/format.ts";
import type { Header } from "./file-format.ts";
import { type OrganisationRow, readRow } from "./read-row.ts";
import { readTable, RowFault } from "./read-table.ts";

/**
 * Reads a file of organisations row by row (specification, section 7, Import).
 *
 * @throws {ImportError} naming the line at fault, if the header or a row is invalid, or if two rows are about the same
 * organisation, because the import cannot know which of them is right
 * @throws {CsvFault} if the bytes cannot be read as CSV
 */
export function readOrganisations(open: OpenBytes, format: CsvFormat): AsyncGenerator<OrganisationRow> {
  const seen = new Map<string, number>();
  return readTable(open, format, (row, header) => {
    const organisation = readRow(row, header);
    for (const key of keysOf(organisation, header)) requireNew(seen, key, row.line);
    return organisation;
  });
}

/** The numbers that no other row may have: the URN and, for a provider, the UKPRN. Schools can share a UKPRN. */
function keysOf({ urn, ukprn }: OrganisationRow, { kind }: Header): string[] {
  return [urn && `URN ${urn}`, kind === "providers" && ukprn && `UKPRN ${ukprn}`].filter(
    (key) => typeof key === "string",
  );
}

function requireNew(seen: Map<string, number>, key: string, line: number): void {
  const before = seen.get(key);
  if (before !== undefined) throw new RowFault(`${key} is on line ${before} already`);
  seen.set(key, line);
}
