import type { ReactNode } from "react";
import type { BulkChange, Row } from "../../../../server/bulk-changes/schema";
import { OrganisationName } from "../../organisations/organisation-name";
import { ResponsiveTable } from "../../responsive-table";

type RowTableProps = {
  rows: Row[];
  bulkChange: Pick<BulkChange, "kind" | "organisation">;
  /** The heading of the last column, which says what will become or has become of a row. */
  heading: string;
  describe: (row: Row) => ReactNode;
};

type Column = [heading: string, cell: (row: Row) => ReactNode];

/** One page of the rows of a bulk change, with what was typed. Where users are added to one
 * organisation, it is left out. */
export function RowTable({ rows, bulkChange, heading, describe }: RowTableProps) {
  const columns: Column[] = [
    ...(bulkChange.kind === "add" ? [rowNumber] : []),
    ["Name", ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(" ")],
    ["Email address", ({ email }) => email],
    ...(bulkChange.kind === "add" && bulkChange.organisation !== null ? [] : [organisation]),
    [heading, describe],
  ];
  return (
    <ResponsiveTable
      caption="Rows"
      hideCaption
      head={columns.map(([name]) => name)}
      rows={rows.map((row) => columns.map(([, cell]) => cell(row)))}
    />
  );
}

const rowNumber: Column = [
  "Row",
  ({ number, position }) => <span className="app-row-number">{number ?? position}</span>,
];

/** The organisation, or what was typed if there is no such organisation. */
const organisation: Column = [
  "Organisation",
  ({ organisation: found, urn, ukprn }) =>
    found ? (
      <OrganisationName organisation={found} />
    ) : (
      [urn && `URN ${urn}`, ukprn && `UKPRN ${ukprn}`].filter(Boolean).join(", ")
    ),
];
