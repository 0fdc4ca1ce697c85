/** The beginning of a formula for a spreadsheet, full-width signs included. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const controlStart = /^[\t\r\n]/;

/**
 * A line of CSV for spreadsheets. Every cell is quoted, and text that could run as a formula gets an apostrophe in
 * front.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const isFormula = formulaStart.test(text) || controlStart.test(text);
  return `"${isFormula ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
