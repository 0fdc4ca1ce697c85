import type { OpenBytes } from "../../csv/encoding.ts";
import type { CsvFormat } from "../../csv/format.ts";
import { readCsv } from "../../csv/read-csv.ts";
import { type Header, readHeader } from "./file-format.ts";
import { ImportError } from "./import-error.ts";
import { type OrganisationRow, readRow } from "./read-row.ts";

/**
 * Reads a file of organisations row by row (specification, section 7, Import).
 *
 * @throws {ImportError} naming the line at fault, if the header or a row is invalid, or if two rows are about the same
 * organisation, because the import cannot know which of them is right
 * @throws {CsvFault} if the bytes cannot be read as CSV
 */
export async function* readOrganisations(
  open: OpenBytes,
  format: CsvFormat,
): AsyncGenerator<OrganisationRow> {
  let header: Header | undefined;
  const seen = new Map<string, number>();
  for await (const row of readCsv(open, format)) {
    if (header === undefined) {
      header = readHeader(row.fields, row.line);
      continue;
    }
    const organisation = readRow(row, header);
    for (const key of keysOf(organisation, header)) requireNew(seen, key, row.line);
    yield organisation;
  }
  if (header === undefined) throw new ImportError("the file is empty");
}

/** The numbers that no other row may have: the URN and, for a provider, the UKPRN. Schools can share a UKPRN. */
function keysOf({ urn, ukprn }: OrganisationRow, { kind }: Header): string[] {
  return [urn && `URN ${urn}`, kind === "providers" && ukprn && `UKPRN ${ukprn}`].filter(
    (key) => typeof key === "string",
  );
}

function requireNew(seen: Map<string, number>, key: string, line: number): void {
  const before = seen.get(key);
  if (before !== undefined) throw new ImportError(`${key} is on line ${before} already`, line);
  seen.set(key, line);
}
