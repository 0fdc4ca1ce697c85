import type { SummaryListRow } from "../govuk/summary-list";

/** The row of a summary list that says how many rows of a bulk change something is true of. */
export function countRow(text: string, rows: number): SummaryListRow {
  return { key: { text }, value: { text: rows.toLocaleString("en-GB") } };
}
