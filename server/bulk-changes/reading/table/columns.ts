import { cellText, isUkprn, numberText } from "./cells.ts";

/** What a column can be. `number`: a URN or a UKPRN, told apart by its length. */
type Column = "firstName" | "lastName" | "email" | "urn" | "ukprn" | "number";

/** The names that people give to columns, in lower case and without anything but letters. */
const names: Record<string, Column> = {
  ...{ firstname: "firstName", firstnames: "firstName", forename: "firstName", forenames: "firstName" },
  ...{ givenname: "firstName", givennames: "firstName" },
  ...{ lastname: "lastName", surname: "lastName", familyname: "lastName" },
  ...{ email: "email", emailaddress: "email" },
  ...{ urn: "urn", ukprn: "ukprn", urnorukprn: "number", urnukprn: "number" },
};

/** Other names of columns by which a header is recognised. */
const otherNames = new Set(["name", "fullname", "school", "organisation", "role", "telephone", "outcome"]);

/** The order of the columns where there is no header, and the headings of the template. */
const usual: [heading: string, column: Column][] = [
  ["First name", "firstName"],
  ["Last name", "lastName"],
  ["Email address", "email"],
  ["URN or UKPRN", "number"],
];

/** For each column, the places where it is. Some people have two columns for one thing. */
export type Places = { column: Column; at: number }[];

export function usualHeadings(needsOrganisation: boolean): string[] {
  return usual.map(([heading]) => heading).slice(0, needsOrganisation ? 4 : 3);
}

/** The places of the columns in a file without a header. */
export const usualPlaces: Places = usual.map(([, column], at) => ({ column, at }));

/**
 * Reads a header. Returns undefined if the row is none: a header has no email address, and at least two names of columns,
 * of which we need one or more (specification, section 11, Reading what people bring).
 */
export function readHeader(cells: string[]): Places | undefined {
  if (cells.some((cell) => cell.includes("@"))) return undefined;
  const said = cells.map(nameOf);
  const places = said.flatMap((name, at) => {
    const column = Object.hasOwn(names, name) ? names[name] : undefined;
    return column === undefined ? [] : [{ column, at }];
  });
  const others = said.filter((name) => otherNames.has(name));
  return places.length > 0 && places.length + others.length >= 2 ? places : undefined;
}

function nameOf(heading: string): string {
  return cellText(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Whether the columns that every row must have are there. */
export function areComplete(places: Places, needsOrganisation: boolean): boolean {
  const has = (...columns: Column[]) => places.some(({ column }) => columns.includes(column));
  return (
    has("firstName") &&
    has("lastName") &&
    has("email") &&
    (!needsOrganisation || has("urn", "ukprn", "number"))
  );
}

/** The fields of a row. If several columns are for one field, the first one that is not empty counts. */
export function readFields(cells: string[], places: Places) {
  const read = (wanted: Column, textOf: (cell: string) => string) => {
    for (const { column, at } of places) {
      const text = column === wanted ? textOf(cells[at] ?? "") : "";
      if (text.trim() !== "") return text;
    }
    return "";
  };
  const number = read("number", numberText);
  return {
    firstName: read("firstName", cellText),
    lastName: read("lastName", cellText),
    email: read("email", cellText),
    urn: read("urn", numberText) || (isUkprn(number) ? "" : number),
    ukprn: read("ukprn", numberText) || (isUkprn(number) ? number : ""),
  };
}
