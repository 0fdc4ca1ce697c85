import type { CsvRow } from "../../../csv/read-csv.ts";
import { BulkFileFault, type BulkFileField } from "../bulk-file-fault.ts";
import { keptCell, numberText } from "./cells.ts";
import { areComplete, type Places, readFields, readHeader, usualPlaces } from "./columns.ts";
import { largestRowCount, largestWidth } from "../limits.ts";

/**
 * A row that somebody brought. `number`: the number of the row as a spreadsheet shows it, where the first row is 1, be it
 * a header or not. `columns`: the cells as they came, as many as in the widest row. No text is longer than 1,000
 * characters.
 */
export type BroughtRow = {
  number: number;
  columns: string[];
  firstName: string;
  lastName: string;
  email: string;
  urn: string;
  ukprn: string;
};

/** The rows that somebody brought. `header`: the header as it came, as wide as the rows; null if there is none. */
export type Brought = { header: string[] | null; rows: BroughtRow[] };

/** Where rows come from, and whether each row has to name its organisation. */
export type Source = { field: BulkFileField; needsOrganisation: boolean };

/**
 * Finds the columns of rows, and reads the fields of each row.
 *
 * @throws {BulkFileFault} if there are no rows or too many, a row is too wide, or a column is missing
 */
export function arrangeRows(read: CsvRow[], { field, needsOrganisation }: Source): Brought {
  const wide = read.find(({ fields }) => widthOf(fields) > largestWidth);
  if (wide !== undefined) throw new BulkFileFault(field, { reason: "tooManyColumns", row: wide.row });
  const width = Math.max(0, ...read.map(({ fields }) => widthOf(fields)));
  const all = read.map(({ row, fields }) => ({ row, cells: keptCells(fields, width) }));
  const header = readHeader(all[0]?.cells ?? []);
  const rows = header === undefined ? all : all.slice(1);
  const places = header ?? usualPlacesIn(rows, needsOrganisation);
  if (all.length > 0 && !areComplete(places, needsOrganisation)) {
    throw new BulkFileFault(field, { reason: "columns", needsOrganisation });
  }
  if (rows.length === 0) throw new BulkFileFault(field, { reason: field === "file" ? "empty" : "nothing" });
  if (rows.length > largestRowCount) throw new BulkFileFault(field, { reason: "tooManyRows" });
  return {
    header: header === undefined ? null : (all[0]?.cells ?? null),
    rows: rows.map(({ row, cells }) => ({ number: row, columns: cells, ...readFields(cells, places) })),
  };
}

/** The first `width` cells, of which the last may not be there. */
function keptCells(fields: string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => keptCell(fields[at] ?? ""));
}

/** The number of cells, empty ones at the end aside: spreadsheets save these for every column that was ever used. */
function widthOf(fields: string[]): number {
  return fields.findLastIndex((field) => field.trim() !== "") + 1;
}

/**
 * The places of the columns in rows without a header. Where the organisation is known, the fourth column is a URN or
 * UKPRN only if it has nothing but numbers.
 */
function usualPlacesIn(rows: { cells: string[] }[], needsOrganisation: boolean): Places {
  const width = rows[0]?.cells.length ?? 0;
  return usualPlaces.filter(({ column, at }) => {
    const isOptional = column === "number" && !needsOrganisation;
    return (
      at < width && (!isOptional || rows.every(({ cells }) => /^\d*$/.test(numberText(cells[at] ?? ""))))
    );
  });
}
