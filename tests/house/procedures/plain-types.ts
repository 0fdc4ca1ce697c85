import { z } from "zod";

type Schema = {
  type?: string | string[];
  description?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
  required?: string[];
};

/**
 * A zod schema as a TypeScript type. Optional fields also take undefined, because with `exactOptionalPropertyTypes` a
 * script could otherwise not pass on what it may not have.
 *
 * @throws {Error} if a part of the schema has no plain type
 */
export function typeOf(schema: z.ZodType, io: "input" | "output"): string {
  if (schema instanceof z.ZodVoid) return "null";
  return typeOfSchema(z.toJSONSchema(schema, { io }) as Schema);
}

function typeOfSchema(schema: Schema): string {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map(typeOfSchema).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOfSchema({ ...schema, type })).join(" | ");
  }
  if (schema.type === "object") return typeOfObject(schema);
  if (schema.type === "array") return `(${typeOfSchema(schema.items ?? {})})[]`;
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
  if (additionalProperties) return `{ [field: string]: ${typeOfSchema(additionalProperties)} }`;
  const fields = Object.entries(properties).map(([name, field]) => {
    const comment = field.description === undefined ? "" : `\n/** ${field.description} */\n`;
    const isRequired = required.includes(name);
    return `${comment}${name}${isRequired ? "" : "?"}: ${typeOfSchema(field)}${isRequired ? "" : " | undefined"};`;
  });
  return `{ ${fields.join("\n")} }`;
}
