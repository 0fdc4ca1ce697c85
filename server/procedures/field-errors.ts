import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { messageOf, type Reason } from "../refusals.ts";

/** Error messages by the name of the field, worded as pages show them. */
export type FieldErrors = Record<string, string>;

/**
 * The error for a field that breaks a rule of the domain, such as an email address that is in use. Other code
 * recognises it by its property `fieldErrors`, not by `instanceof`, because Remix's build may contain a second copy of
 * this class.
 */
export class FieldError extends Error {
  override name = "FieldError";
  readonly fieldErrors: FieldErrors;
  readonly reason: Reason;
  readonly userId: string | undefined;

  /** @param userId the user who has the value already */
  constructor(field: string, reason: Reason, userId?: string) {
    super(messageOf(reason));
    this.fieldErrors = { [field]: this.message };
    this.reason = reason;
    this.userId = userId;
  }
}

/**
 * Returns the first message of each field, in the order of the schema, and 'Unknown field' for each unknown key. If the
 * input is not an object, its message is under the key `input`.
 */
export function fieldErrorsFromIssues(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const messages = new Map<string, string>(); // a Map, because a plain object already has keys such as 'constructor'
  for (const issue of issues) {
    const unknown = issue.code === "unrecognized_keys";
    const fields = unknown ? issue.keys : [issue.path.join(".") || "input"];
    for (const field of fields) {
      if (!messages.has(field)) messages.set(field, unknown ? "Unknown field" : issue.message);
    }
  }
  return Object.fromEntries(messages);
}

/**
 * Creates the error of a call whose fields break rules (specification, section 5): BAD_REQUEST, or CONFLICT if there is
 * a reason.
 *
 * @param reason the rule of the domain that was broken
 * @param userId the user who has the value already
 */
export function fieldErrorsToTrpc(fieldErrors: FieldErrors, reason?: Reason, userId?: string): TRPCError {
  const code = reason === undefined ? "BAD_REQUEST" : "CONFLICT";
  const message = Object.values(fieldErrors).join(". ");
  return new TRPCError({ code, message, cause: { fieldErrors, ...(reason && { reason, userId }) } });
}

/** Returns the field errors in an error's cause: those of a `FieldError`, or those that zod found in a call's input. */
export function fieldErrorsOf(cause: unknown): FieldErrors | undefined {
  if (typeof cause !== "object" || cause === null) return undefined;
  if ("fieldErrors" in cause) return cause.fieldErrors as FieldErrors;
  if ("issues" in cause) return fieldErrorsFromIssues(cause.issues as z.core.$ZodIssue[]);
  return undefined;
}
