import { z } from "zod";
import { apiError, badRequest } from "./api-error.ts";
import { acceptAddress } from "./email-address.ts";

const typed = (type: string) => ({
  error: ({ input }: { input?: unknown }) =>
    input === undefined ? "is a required property" : `${describe(input)} is not of type ${type}`,
});

const address = z.string(typed("string")).transform((text, context) => {
  const accepted = acceptAddress(text);
  if (accepted !== null) return accepted;
  context.addIssue("is not a valid email address");
  return z.NEVER;
});

const request = z.strictObject({
  email_address: address,
  template_id: z.string(typed("string")).pipe(z.guid("is not a valid UUID")),
  personalisation: z.record(z.string(), z.unknown(), typed("object")).default({}),
  reference: z
    .string(typed("string"))
    .max(1_000, { error: ({ input }) => `${describe(input)} is too long` })
    .optional(),
  email_reply_to_id: z.string(typed("string")).pipe(z.guid("is not a valid UUID")).optional(),
  sanitise_content_for: z.array(z.string(typed("string")), typed("array")).default([]),
});

/**
 * Validates the body of `POST /v2/notifications/email`.
 *
 * @param body the parsed JSON; undefined if the body was not JSON
 * @throws {ApiError} 400 with all errors, worded as in Notify's documentation
 */
export function parseSendRequest(body: unknown): z.infer<typeof request> {
  if (body === undefined) throw badRequest("Invalid JSON supplied in POST data");
  const parsed = request.safeParse(body);
  if (parsed.success) return parsed.data;
  throw apiError(400, "ValidationError", ...parsed.error.issues.map(message));
}

function message(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `Additional properties are not allowed (${issue.keys.join(", ")} was unexpected)`;
  }
  return [issue.path[0], issue.message].filter((part) => part !== undefined).join(" ");
}

function describe(input: unknown): string {
  if (input === null) return "None"; // Notify's messages show values as Python does
  return typeof input === "string" ? input : JSON.stringify(input);
}
