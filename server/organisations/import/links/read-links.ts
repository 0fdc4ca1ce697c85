import type { OpenBytes } from "../../../csv/encoding.ts";
import type { CsvFormat } from "../../../csv/format.ts";
import { readTable, readUrn, RowFault } from "../read-table.ts";

/** One row of the links: an organisation, and another one. `type` is for example 'Successor - merged'. */
export type LinkRow = { urn: string; linkUrn: string; type: string };

/**
 * Reads a file of links row by row (specification, section 13, Links).
 *
 * @throws {ImportError} naming the line at fault, if the header or a row is invalid
 * @throws {CsvFault} if the bytes cannot be read as CSV
 */
export function readLinks(open: OpenBytes, format: CsvFormat): AsyncGenerator<LinkRow> {
  return readTable(open, format, ({ take }) => {
    const type = take("linkType");
    if (type === "") throw new RowFault("LinkType is empty");
    return { urn: requireUrn("URN", take("urn")), linkUrn: requireUrn("LinkURN", take("linkUrn")), type };
  });
}

function requireUrn(label: string, text: string): string {
  const urn = readUrn(label, text);
  if (urn === null) throw new RowFault(`${label} is empty`);
  return urn;
}
