import { ImportError } from "./import-error.ts";

/** The fields that an import reads from a row of a file: of an organisation or, the last two, of a link. */
export type Field =
  | "urn"
  | "ukprn"
  | "name"
  | "type"
  | "status"
  | "closeDate"
  | "street"
  | "town"
  | "postcode"
  | "linkUrn"
  | "linkType";

type Column = [field: Field, name: string];

type FileFormat = {
  kind: "establishments" | "providers" | "links";
  title: string;
  columns: Column[];
  /** Columns that are read where the file has them. */
  optional?: Column[];
};

/** The `type` stored for every provider, because the file of providers has no column for a type. */
export const providerType = "ITT provider";

const formats: FileFormat[] = [
  {
    kind: "establishments",
    title: "the 'all establishment data' of Get Information About Schools",
    columns: [
      ["urn", "URN"],
      ["name", "EstablishmentName"],
      ["type", "TypeOfEstablishment (name)"],
      ["status", "EstablishmentStatus (name)"],
      ["ukprn", "UKPRN"],
      ["street", "Street"],
      ["town", "Town"],
      ["postcode", "Postcode"],
    ],
    optional: [["closeDate", "CloseDate"]],
  },
  {
    kind: "providers",
    title: "a list of providers",
    columns: [
      ["name", "name"],
      ["ukprn", "ukprn"],
      ["urn", "urn"],
      ["town", "town"],
      ["postcode", "postcode"],
    ],
  },
  {
    kind: "links",
    title: "the links of Get Information About Schools",
    columns: [
      ["urn", "URN"],
      ["linkUrn", "LinkURN"],
      ["linkType", "LinkType"],
    ],
  },
];

/** What a header says: the kind of file, the number of columns (`width`), and the index of each field's column, or -1. */
export type Header = { kind: FileFormat["kind"]; width: number; places: Map<Field, number> };

/**
 * Recognises the kind of file by its header. Columns can be in any order, and their names in upper or lower case.
 *
 * @throws {ImportError} if the header fits no kind, naming the columns that are missing for each; or if a column
 * occurs twice
 */
export function readHeader(fields: string[], line: number): Header {
  const names = fields.map((field) => field.trim().toLowerCase());
  const format = formats.find((one) => missingColumns(one, names).length === 0);
  if (format === undefined) {
    const lacks = formats.map((one) => `for ${one.title} it lacks ${missingColumns(one, names).join(", ")}`);
    throw new ImportError(`the header is of no file that can be imported: ${lacks.join("; ")}`, line);
  }
  const columns = [...format.columns, ...(format.optional ?? [])];
  requireOnce(columns, names, line);
  const places = columns.map(([field, name]) => [field, names.indexOf(name.toLowerCase())] as const);
  return { kind: format.kind, width: fields.length, places: new Map(places) };
}

function missingColumns({ columns }: FileFormat, names: string[]): string[] {
  return columns.map(([, name]) => name).filter((name) => !names.includes(name.toLowerCase()));
}

function requireOnce(columns: Column[], names: string[], line: number): void {
  const twice = columns
    .map(([, name]) => name)
    .filter((name) => names.indexOf(name.toLowerCase()) !== names.lastIndexOf(name.toLowerCase()));
  if (twice.length > 0)
    throw new ImportError(`the header has more than one column ${twice.join(", ")}`, line);
}
