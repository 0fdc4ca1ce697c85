import { byteOrderMark, csvLine } from "../../csv/writing/csv-line.ts";
import { usualHeadings } from "./table/columns.ts";

/** A row with what became of it. `columns`: the cells as they came, as many in each row. */
export type OutcomeRow = { columns: string[]; outcome: string; problem: string };

/**
 * Writes the outcome of a bulk change as a CSV file for spreadsheets: the columns that came, in their order and under
 * their header, then 'Outcome' and 'Problem' (specification, section 11, Reading what people bring). Without a header,
 * the first columns get the headings of the template.
 */
export async function* outcomeCsv(
  header: string[] | null,
  rows: AsyncIterable<OutcomeRow>,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const { columns, outcome, problem } of rows) {
    if (isFirst) yield firstLine(header ?? headingsFor(columns.length));
    isFirst = false;
    yield csvLine([...columns, outcome, problem]);
  }
  if (isFirst) yield firstLine(header ?? []);
}

function firstLine(header: string[]): string {
  return byteOrderMark + csvLine([...header, "Outcome", "Problem"]);
}

function headingsFor(width: number): string[] {
  const headings = usualHeadings(true).slice(0, width);
  return [...headings, ...Array<string>(width - headings.length).fill("")];
}
