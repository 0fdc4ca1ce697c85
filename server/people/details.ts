import { organisationUserEmail } from "./email.ts";
import { nameSchema } from "./name.ts";

/**
 * Everything that support staff enter about a person, in the order of forms, pages and downloads. Types, columns,
 * inputs, answers and the differences in the activity log are all made from this list. The schema of an address is that
 * of organisation users; support users have a stricter one.
 */
export const detailFields = [
  { name: "firstName", column: "first_name", label: "First name", schema: nameSchema("First name") },
  { name: "lastName", column: "last_name", label: "Last name", schema: nameSchema("Last name") },
  { name: "email", column: "email", label: "Email address", schema: organisationUserEmail },
] as const;

type DetailField = (typeof detailFields)[number];

export type DetailName = DetailField["name"];

/** A person's details, as typed or as stored. */
export type Details = Record<DetailName, string>;

/** Makes an object with a value for each detail, by the detail's name. */
export function mapDetails<Value>(valueOf: (field: DetailField) => Value): Record<DetailName, Value> {
  const entries = detailFields.map((field) => [field.name, valueOf(field)]);
  return Object.fromEntries(entries) as Record<DetailName, Value>;
}

/** The rules for each detail, by its name; for the address those of organisation users. */
export const detailSchemas = mapDetails(({ schema }) => schema) as {
  [Field in DetailField as Field["name"]]: Field["schema"];
};

/** How a query selects the details under their names. */
export const detailColumns = detailFields.map(({ column, name }) => `${column} as ${name}` as const);

/** The details as values of their columns, to insert or update. */
export function toColumns(details: Details): Record<DetailField["column"], string> {
  const entries = detailFields.map(({ column, name }) => [column, details[name]]);
  return Object.fromEntries(entries) as Record<DetailField["column"], string>;
}
