import type { Schema } from "../../../server/openapi/json-schema.ts";

/**
 * A JSON Schema as a TypeScript type. Optional fields also take undefined, because with `exactOptionalPropertyTypes` a
 * script could otherwise not pass on what it may not have.
 *
 * @throws {Error} if a part of the schema has no plain type
 */
export function typeOf(schema: Schema): string {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map(typeOf).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  }
  if (schema.type === "object") return typeOfObject(schema);
  if (schema.type === "array") return `(${typeOf(schema.items ?? {})})[]`;
  const plain = plainTypes[schema.type ?? ""];
  if (plain === undefined) throw new Error(`There is no plain type for ${JSON.stringify(schema)}`);
  return plain;
}

const plainTypes: Record<string, string> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

function typeOfObject({ properties = {}, required = [], additionalProperties }: Schema): string {
  if (typeof additionalProperties === "object") return `{ [field: string]: ${typeOf(additionalProperties)} }`;
  const fields = Object.entries(properties).map(([name, field]) => {
    const comment = field.description === undefined ? "" : `\n/** ${field.description} */\n`;
    const isRequired = required.includes(name);
    return `${comment}${name}${isRequired ? "" : "?"}: ${typeOf(field)}${isRequired ? "" : " | undefined"};`;
  });
  return `{ ${fields.join("\n")} }`;
}
