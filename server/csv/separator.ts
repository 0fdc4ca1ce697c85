export type Separator = "," | ";" | "\t";

// If several are equally frequent, the one that is least likely to be within a field wins.
const separators: Separator[] = ["\t", ";", ","];

const quoted = /"[^"]*"?/g;
const rows = /(?:[^"\n]|"[^"]*"?)+/g;

/**
 * Tells what separates the fields: whichever of tab, semicolon and comma is most frequent in the first row that is not
 * empty, not counting what is within quotation marks (specification, section 7, Encoding and separator).
 *
 * @param start the beginning of the text, at least the whole first row
 */
export function tellSeparator(start: string): Separator {
  const [first = ""] = start.match(rows)?.filter((row) => /[^\s,;"]/.test(row)) ?? [];
  const unquoted = first.replace(quoted, "");
  const counts = separators.map((separator) => unquoted.split(separator).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? "," : (separators[counts.indexOf(most)] ?? ",");
}
