import { z } from "zod";

/** The parts of JSON Schema that the schemas of procedures use. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  description?: string;
  deprecated?: boolean;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
  required?: string[];
};

/**
 * Converts a zod schema. Leaves out what only repeats a format or a number's type; and that an answer has no other fields,
 * because a later release may add some (specification, section 5, Compatibility).
 */
export function toSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _dialect, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (io === "output" && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return converted as Schema;
}

/**
 * Moves the defaults of an input's fields into their descriptions: generators of TypeScript take a field with a `default`
 * for one that is always there, and would ask callers for it.
 */
export function withDefaultsInWords({ default: value, ...schema }: Schema): Schema {
  const { description, properties, items } = schema;
  const words = [value !== undefined && `default: ${JSON.stringify(value)}`, description].filter(Boolean);
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, withDefaultsInWords(field)]);
  return {
    ...schema,
    ...(words.length > 0 && { description: words.join("; ") }),
    ...(properties && { properties: Object.fromEntries(fields) as Record<string, Schema> }),
    ...(items && { items: withDefaultsInWords(items) }),
  };
}
