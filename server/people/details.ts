/**
 * Everything that support staff enter about a person, in the order of forms, pages and downloads. Types, columns, inputs,
 * answers, forms and the differences in the activity log are all made from this list, which is plain data because pages
 * use it too. `rule` names the schema of an input.
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

/** Makes an object with a value for each detail, by the detail's name. */
export function mapDetails<Value>(valueOf: (field: DetailField) => Value): Record<DetailName, Value> {
  const entries = detailFields.map((field) => [field.name, valueOf(field)]);
  return Object.fromEntries(entries) as Record<DetailName, Value>;
}

/** How a query selects the details under their names. */
export const detailColumns = detailFields.map(({ column, name }) => `${column} as ${name}` as const);

/** The details as values of their columns, to insert or update. */
export function toColumns(details: Details): Record<DetailField["column"], string> {
  const entries = detailFields.map(({ column, name }) => [column, details[name]]);
  return Object.fromEntries(entries) as Record<DetailField["column"], string>;
}
