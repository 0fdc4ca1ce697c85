import { toUSVString } from "node:util";
import { trimInvisible } from "../../../people/name.ts";
import { textOfCell } from "../../../csv/writing/csv-line.ts";
import { longestCell } from "../limits.ts";

/** A cell as it is kept: its beginning. Half a character at the end is replaced, as PostgreSQL cannot store it in JSON. */
export function keptCell(cell: string): string {
  return toUSVString(cell.slice(0, longestCell));
}

/** What programs write so that a spreadsheet does not take a number for one, such as `="100001"`. */
const textFormula = /^="(?<text>(?:[^"]|"")*)"$/;

/** The text of a cell, without the signs that only tell a spreadsheet that it is text. */
export function cellText(cell: string): string {
  const { text } = textFormula.exec(cell)?.groups ?? {};
  return text === undefined ? textOfCell(cell) : text.replaceAll('""', '"');
}

/** Numbers as spreadsheets show them: with separators of thousands, or with decimal places. */
const shownNumber = /^'?(?<digits>\d{1,3}(?:[,\s]\d{3})+|\d+)(?:\.0+)?$/;

/** A URN or UKPRN, without the signs that a spreadsheet adds to a number. Anything else is only trimmed. */
export function numberText(cell: string): string {
  const text = trimInvisible(cellText(cell));
  const { digits } = shownNumber.exec(text)?.groups ?? {};
  return digits === undefined ? text : digits.replaceAll(/[,\s]/g, "");
}

/** Whether a number is a UKPRN rather than a URN. */
export function isUkprn(number: string): boolean {
  return /^\d{8}$/.test(number);
}
