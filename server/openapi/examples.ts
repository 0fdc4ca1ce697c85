import type { Schema } from "./json-schema.ts";

/** Examples by the name of the field; other fields get one by their type. */
const byName: Record<string, unknown> = {
  organisationId: "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11",
  userId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  bulkChangeId: "3d5e8a52-9a0c-4f0e-8f4e-6a3c2b1d0e9f",
  problemId: "1d0c5d3e-8a55-4c1b-9a5f-6f0e6f3c2b77",
  firstName: "Megan",
  lastName: "Price",
  email: "megan.price@example.com",
  query: "price",
  page: 2,
  urn: "100001",
  name: "nightly sync",
  tokenId: "5f0c2f1e-4a3b-4e0e-9d1c-7b6a5e4d3c2b",
  kind: "add",
  rows: [{ firstName: "Megan", lastName: "Price", email: "megan.price@example.com", urn: "100001" }],
  confirmed: true,
};

const byFormat: Record<string, unknown> = {
  uuid: byName["userId"],
  date: "2026-08-31",
  "date-time": "2026-01-14T10:32:00.000Z",
};

const byType: Record<string, unknown> = { string: "text", integer: 1, boolean: true, null: null };

/** An example input: required fields, and optional ones that readers often set. */
export function exampleInput({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  const shown = Object.keys(properties).filter(
    (name) => required.includes(name) || ["query", "page", "rows", "urn"].includes(name),
  );
  const isSupportUser = properties["email"] !== undefined && properties["organisationId"] === undefined;
  const own = isSupportUser ? { ...byName, email: "megan.price@education.gov.uk" } : byName;
  return Object.fromEntries(shown.map((name) => [name, own[name]]));
}

/** An example answer, with all fields. */
export function exampleAnswer(schema: Schema, name = ""): unknown {
  const { type, items, properties, additionalProperties } = schema;
  const variant = (schema.anyOf ?? schema.oneOf)?.[0];
  const first = Array.isArray(type) ? type[0] : type;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (variant) return exampleAnswer(variant, name);
  if (properties) return mapValues(properties, exampleAnswer);
  if (typeof additionalProperties === "object")
    return { [keyOf(schema)]: exampleAnswer(additionalProperties) };
  if (items) return [exampleAnswer(items)];
  const named = byName[name];
  const isFit = typeof named === (first === "integer" ? "number" : first);
  return byFormat[schema.format ?? ""] ?? (isFit ? named : byType[first ?? ""]) ?? null;
}

function keyOf({ propertyNames }: Schema): string {
  const [key] = propertyNames?.enum ?? [];
  return typeof key === "string" ? key : "name";
}

function mapValues<Value, Result>(
  values: Record<string, Value>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}
