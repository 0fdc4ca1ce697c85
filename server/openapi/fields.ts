import type { Schema } from "./json-schema.ts";

/** One field of an input or an answer, in words. `depth` counts the fields that it is inside of. */
export type Field = { name: string; depth: number; type: string; notes: string[] };

/** Lists the fields of an object's schema, those inside a field right after it. */
export function listFields({ properties = {}, required = [] }: Schema, depth = 0): Field[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = innerOf(field);
    const notes = notesOf(field, !required.includes(name));
    return [{ name, depth, type: typeOf(field), notes }, ...(inner ? listFields(inner, depth + 1) : [])];
  });
}

function notesOf({ default: value, description, deprecated }: Schema, isOptional: boolean): string[] {
  const optional = value === undefined ? "optional" : `default \`${JSON.stringify(value)}\``;
  return [isOptional && optional, deprecated && "deprecated", description].filter(
    (note) => typeof note === "string",
  );
}

function typeOf(field: Schema): string {
  const { type, items, anyOf, oneOf } = field;
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...field, type: one })).join(" or ");
  const variants = anyOf ?? oneOf;
  if (variants) return [...new Set(variants.map(typeOf))].join(" or ");
  if (field.enum) return field.enum.map((value) => `\`"${String(value)}"\``).join(", ");
  if (type === "array") return `list of ${items ? typeOf(items) : "anything"}`;
  if (type === "object" && field.properties === undefined) return "object, by field:";
  return formats[field.format ?? ""] ?? types[type ?? ""] ?? type ?? "text";
}

const formats: Record<string, string> = {
  uuid: "id (UUID)",
  "date-time": "time",
  date: "date",
  email: "email address",
};
const types: Record<string, string> = { string: "text", integer: "whole number", boolean: "true or false" };

/** The object schema inside a schema, a list or a union. */
function innerOf(field: Schema): Schema | undefined {
  if (field.properties) return field;
  if (typeof field.additionalProperties === "object") return field.additionalProperties;
  const inside = [...(field.anyOf ?? field.oneOf ?? []), ...(field.items ? [field.items] : [])];
  const [first, ...others] = inside.map(innerOf).filter((inner) => inner !== undefined);
  return first && others.reduce(merge, first);
}

/** The fields of two kinds of object. Those that only one kind has are optional. */
function merge(one: Schema, other: Schema): Schema {
  const properties = { ...other.properties, ...one.properties };
  const both = Object.entries(properties).map(([name, property]) => {
    const values = [one, other].flatMap(({ properties: own = {} }) => valuesOf(own[name]));
    return [name, values.length > 0 ? { ...property, enum: [...new Set(values)] } : property];
  });
  const required = (one.required ?? []).filter((name) => other.required?.includes(name));
  return { properties: Object.fromEntries(both) as Record<string, Schema>, required };
}

function valuesOf({ enum: values, const: value }: Schema = {}): readonly unknown[] {
  return values ?? (value === undefined ? [] : [value]);
}
