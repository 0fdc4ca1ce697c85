import { z } from "zod";

const keyError = "Idempotency key must be text of 1 to 255 characters";

/** In the input of a change: a text that the caller makes up. The call can then be repeated. */
export const idempotencyKey = z
  .string(keyError)
  .min(1, keyError)
  .max(255, keyError)
  .optional()
  .describe("makes the call safe to repeat for 24 hours");

/** Returns the input schema of a change, with an idempotency key. */
export function repeatable<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape, z.core.$strict>) {
  return schema.extend({ idempotencyKey });
}
