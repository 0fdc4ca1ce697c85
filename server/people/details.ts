/**
 * Everything that support staff enter about a person, in the order of forms, pages and downloads. Types, columns,
 * inputs, drafts, forms and changes in the activity log are derived from this list. Pages import it too, so it
 * contains plain data only. `rule` is the key of the field's schema in `rules` of schema.ts.
 */
export const detailFields = [
  { name: "firstName", column: "first_name", label: "First name", rule: "name" },
  { name: "lastName", column: "last_name", label: "Last name", rule: "name" },
  { name: "email", column: "email", label: "Email address", rule: "email" },
] as const;

export type DetailField = (typeof detailFields)[number];

export type DetailName = DetailField["name"];

/** A person's details, as typed or as stored. */
export type Details = Record<DetailName, string>;

export type PersonName = Pick<Details, "firstName" | "lastName">;

/** The name of a person on pages, in emails and in the activity log. */
export function fullName({ firstName, lastName }: PersonName): string {
  return `${firstName} ${lastName}`;
}

/** Returns an object with a value for each detail; the keys are the names of the details. */
export function mapDetails<Value>(valueOf: (field: DetailField) => Value): Record<DetailName, Value> {
  const entries = detailFields.map((field) => [field.name, valueOf(field)]);
  return Object.fromEntries(entries) as Record<DetailName, Value>;
}

/** Arguments for Kysely's `select`: each column, with the name of its detail as alias. */
export const detailColumns = detailFields.map(({ column, name }) => `${column} as ${name}` as const);

/** Returns the values of the columns for an insert or update, from the values of the details. */
export function toColumns<Value>(details: Record<DetailName, Value>): Record<DetailField["column"], Value> {
  const entries = detailFields.map(({ column, name }) => [column, details[name]]);
  return Object.fromEntries(entries) as Record<DetailField["column"], Value>;
}
