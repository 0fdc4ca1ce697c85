/** Without it, spreadsheets do not read a CSV file as UTF-8. */
export const byteOrderMark = "\uFEFF";

/** Matches text that a spreadsheet would run as a formula, including text that starts with a full-width sign. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const controlStart = /^[\t\r\n]/;

/**
 * A line of CSV for spreadsheets. Every cell is quoted. Text that a spreadsheet could run as a formula starts with an
 * apostrophe, so that the spreadsheet shows it as text.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  return `"${isFormula(text) ? "'" : ""}${text.replaceAll('"', '""')}"`;
}

/** The text of a cell that was written by `csvLine`, without the apostrophe that keeps it from being a formula. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

function isFormula(text: string): boolean {
  return formulaStart.test(text) || controlStart.test(text);
}
