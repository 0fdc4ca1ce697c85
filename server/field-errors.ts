import { TRPCError } from "@trpc/server";
import type { z } from "zod";

/** Messages by field, each the final text that a page shows. */
export type FieldErrors = Record<string, string>;

export const emailInUse = "Email address already in use";

/**
 * A rule of the domain that one field breaks, such as an address that is taken. Told apart by its `fieldErrors`,
 * never by `instanceof`: Remix's build may hold a second copy of this class.
 */
export class FieldError extends Error {
  override name = "FieldError";
  readonly fieldErrors: FieldErrors;

  constructor(field: string, message: string) {
    super(message);
    this.fieldErrors = { [field]: message };
  }
}

/**
 * The first message of each field, in the order of the schema; a key that the schema does not know is one too, and
 * where the whole input is no object the field is called `input`.
 */
export function fieldErrorsFromIssues(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const messages = new Map<string, string>(); // in an object, a key such as 'constructor' would be there already
  for (const issue of issues) {
    const unknown = issue.code === "unrecognized_keys";
    const fields = unknown ? issue.keys : [issue.path.join(".") || "input"];
    for (const field of fields) {
      if (!messages.has(field)) messages.set(field, unknown ? "Unknown field" : issue.message);
    }
  }
  return Object.fromEntries(messages);
}

/** The answer to a call whose fields are at fault: CONFLICT when 'in use' is all there is, else BAD_REQUEST (SPEC §5). */
export function fieldErrorsToTrpc(fieldErrors: FieldErrors): TRPCError {
  const messages = Object.values(fieldErrors);
  const code = messages.every((message) => message === emailInUse) ? "CONFLICT" : "BAD_REQUEST";
  return new TRPCError({ code, message: messages.join(". "), cause: { fieldErrors } });
}

/** The fields at fault that the cause of an error carries: our own, or those that zod found in a call's input. */
export function fieldErrorsOf(cause: unknown): FieldErrors | undefined {
  if (typeof cause !== "object" || cause === null) return undefined;
  if ("fieldErrors" in cause) return cause.fieldErrors as FieldErrors;
  if ("issues" in cause) return fieldErrorsFromIssues(cause.issues as z.core.$ZodIssue[]);
  return undefined;
}
