import type { CsvFaultKind } from "./csv-fault.ts";

/** The fields of a row, or what is wrong with it. */
export type SplitRow = string[] | CsvFaultKind;

/**
 * Splits a whole row into its fields. A field within quotation marks can have separators, line breaks and, doubled,
 * quotation marks.
 */
export function splitRow(row: string, separator: string): SplitRow {
  if (!row.includes('"')) return row.split(separator);
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    const isQuoted = row[at] === '"';
    const end = isQuoted ? endOfQuoted(row, at) : endOfPlain(row, at, separator);
    if (end < 0) return "quotation mark not closed";
    const field = row.slice(at, end);
    if (!isQuoted && field.includes('"')) return "quotation mark within a field";
    fields.push(isQuoted ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === row.length) return fields;
    if (row[end] !== separator) return "text after a quotation mark";
    at = end;
  }
}

/** The index after the closing quotation mark, or -1 if there is none. */
function endOfQuoted(row: string, start: number): number {
  let end = start;
  do {
    const mark = row.indexOf('"', end + 1);
    if (mark < 0) return -1;
    end = mark + 1;
  } while (row[end] === '"'); // two quotation marks stand for one within the field
  return end;
}

function endOfPlain(row: string, start: number, separator: string): number {
  const end = row.indexOf(separator, start);
  return end < 0 ? row.length : end;
}
