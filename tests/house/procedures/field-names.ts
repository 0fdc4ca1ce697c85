import { toSchema } from "../../../server/openapi/json-schema.ts";
import type { Procedure } from "../../../server/openapi/procedures.ts";

/** The names of the fields that a procedure's input can have. */
export function fieldNames({ inputs }: Procedure): string[] {
  return inputs.flatMap((schema) => Object.keys(toSchema(schema, "input").properties ?? {}));
}
