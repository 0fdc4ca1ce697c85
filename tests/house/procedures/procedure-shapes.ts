import { z } from "zod";

type Schema = {
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  default?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
};

/** A zod schema as a list of fields. Nested fields are indented. */
export function describeShape(schema: z.ZodType, io: "input" | "output"): string {
  if (schema instanceof z.ZodVoid) return "- nothing";
  return describeFields(toSchema(schema, io), "");
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Schema;
}

function describeFields({ properties = {}, required = [] }: Schema, indent: string): string {
  return Object.entries(properties)
    .map(([name, field]) => {
      const isOptional = !required.includes(name);
      return describeField(name, field, isOptional, indent);
    })
    .join("\n");
}

function describeField(name: string, field: Schema, isOptional: boolean, indent: string): string {
  const notes = [
    isOptional && (field.default === undefined ? "optional" : `default \`${JSON.stringify(field.default)}\``),
    field.description,
  ].filter(Boolean);
  const line = `${indent}- \`${name}\`: ${typeOf(field)}${notes.length > 0 ? `; ${notes.join("; ")}` : ""}`;
  const inner = innerOf(field);
  return inner ? `${line}\n${describeFields(inner, `${indent}  `)}` : line;
}

function typeOf(field: Schema): string {
  const { type } = field;
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...field, type: one })).join(" or ");
  if (field.anyOf) return field.anyOf.map(typeOf).join(" or ");
  if (field.enum) return field.enum.map((value) => `\`"${value}"\``).join(", ");
  if (field.type === "array") return `list of ${field.items ? typeOf(field.items) : "anything"}`;
  if (field.type === "object" && field.properties === undefined) return "object, by field:";
  if (field.format === "uuid") return "id (UUID)";
  if (field.format === "date-time") return "time";
  return { string: "text", integer: "whole number", boolean: "true or false" }[type ?? ""] ?? type ?? "text";
}

/** The object schema inside a schema, a list or a union. */
function innerOf(field: Schema): Schema | undefined {
  if (field.properties) return field;
  if (typeof field.additionalProperties === "object") return field.additionalProperties;
  return [...(field.anyOf ?? []), ...(field.items ? [field.items] : [])].map(innerOf).find(Boolean);
}

const examples: Record<string, unknown> = {
  organisationId: "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11",
  userId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  firstName: "Megan",
  lastName: "Price",
  email: "megan.price@example.com",
  query: "price",
  urn: "100001",
  name: "nightly sync",
  tokenId: "5f0c2f1e-4a3b-4e0e-9d1c-7b6a5e4d3c2b",
  page: 2,
  bulkChangeId: "3d5e8a52-9a0c-4f0e-8f4e-6a3c2b1d0e9f",
  kind: "add",
  rows: [{ firstName: "Megan", lastName: "Price", email: "megan.price@example.com", urn: "100001" }],
  problemId: "1d0c5d3e-8a55-4c1b-9a5f-6f0e6f3c2b77",
  confirmed: true,
};

/** The names of an input's fields. */
export function fieldNames(schema: z.ZodType): string[] {
  return Object.keys(toSchema(schema, "input").properties ?? {});
}

/** An example input: required fields, and optional ones that readers often set. */
export function exampleInput(schema: z.ZodType): Record<string, unknown> {
  const { properties = {}, required = [] } = toSchema(schema, "input");
  const shown = Object.keys(properties).filter(
    (name) => required.includes(name) || ["query", "page", "rows", "urn"].includes(name),
  );
  const isSupportUser = properties["email"] !== undefined && properties["organisationId"] === undefined;
  const own = isSupportUser ? { ...examples, email: "megan.price@education.gov.uk" } : examples;
  return Object.fromEntries(shown.map((name) => [name, own[name]]));
}

/** The same as source text. */
export function exampleOf(schema: z.ZodType): string {
  const fields = Object.entries(exampleInput(schema)).map(
    ([name, value]) => `  ${name}: ${JSON.stringify(value)},\n`,
  );
  return fields.length > 0 ? `{\n${fields.join("")}}` : "{}";
}
