/** What a spreadsheet would take for the beginning of a formula, in the scripts that it knows. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const controlStart = /^[\t\r\n]/;

/**
 * A line of CSV as spreadsheets read it. What people typed stays text: where it could pass for a formula an
 * apostrophe goes before it, and quotes go around everything.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const isFormula = formulaStart.test(text) || controlStart.test(text);
  return `"${isFormula ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
