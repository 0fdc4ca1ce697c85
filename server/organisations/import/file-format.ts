import { ImportError } from "./import-error.ts";

/** What we take from a row. */
export type Field = "urn" | "ukprn" | "name" | "type" | "status" | "street" | "town" | "postcode";

type FileFormat = {
  title: string;
  columns: Partial<Record<Field, string>>;
};

/** Every provider's type: the providers CSV has no column for it. */
export const providerType = "ITT provider";

const establishments: FileFormat = {
  title: "the 'all establishment data' of Get Information About Schools",
  columns: {
    urn: "URN",
    name: "EstablishmentName",
    type: "TypeOfEstablishment (name)",
    status: "EstablishmentStatus (name)",
    ukprn: "UKPRN",
    street: "Street",
    town: "Town",
    postcode: "Postcode",
  },
};

const providers: FileFormat = {
  title: "a list of providers",
  columns: { name: "name", ukprn: "ukprn", urn: "urn", town: "town", postcode: "postcode" },
};

/** A file's header, understood: which of the two kinds it is, and where each field stands in a row. */
export type Header = {
  kind: "establishments" | "providers";
  width: number;
  places: Partial<Record<Field, number>>;
};

/**
 * Tells which kind of file a header belongs to, whatever the order of its columns and the case of their names.
 *
 * @throws {ImportError} naming the columns that each kind would need, or one that is there twice
 */
export function readHeader(fields: string[], line: number): Header {
  const names = fields.map((field) => field.trim().toLowerCase());
  for (const [kind, format] of [
    ["establishments", establishments],
    ["providers", providers],
  ] as const) {
    if (missingColumns(format, names).length > 0) continue;
    requireOnce(format, names, line);
    const places = Object.entries(format.columns).map(([field, column]) => [
      field,
      names.indexOf(column.toLowerCase()),
    ]);
    return { kind, width: fields.length, places: Object.fromEntries(places) as Header["places"] };
  }
  const lacks = [establishments, providers].map(
    (format) => `for ${format.title} it lacks ${missingColumns(format, names).join(", ")}`,
  );
  throw new ImportError(`the header is of no file that can be imported: ${lacks.join("; ")}`, line);
}

function missingColumns({ columns }: FileFormat, names: string[]): string[] {
  return Object.values(columns).filter((column) => !names.includes(column.toLowerCase()));
}

function requireOnce({ columns }: FileFormat, names: string[], line: number): void {
  const twice = Object.values(columns).filter((column) => {
    const name = column.toLowerCase();
    return names.indexOf(name) !== names.lastIndexOf(name);
  });
  if (twice.length > 0)
    throw new ImportError(`the header has more than one column ${twice.join(", ")}`, line);
}
