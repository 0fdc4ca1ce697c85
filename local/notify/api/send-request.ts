import { z } from "zod";
import { badRequest, validationError } from "./api-error.ts";
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
  reference: z.string(typed("string")).nullable().default(null),
  sanitise_content_for: z.array(z.string(typed("string")), typed("array")).default([]),
  email_reply_to_id: z.guid("is not a valid UUID").optional(),
  one_click_unsubscribe_url: z.url({ protocol: /^https$/, error: "is not a valid https url" }).nullish(),
});

export type SendRequest = z.infer<typeof request>;

/**
 * Reads the body of `POST /v2/notifications/email`.
 *
 * @throws {ApiError} 400 with every fault there is, in the words of Notify's documentation
 */
export function parseSendRequest(body: string): SendRequest {
  const parsed = request.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw validationError(...parsed.error.issues.map(message));
}

function message(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `Additional properties are not allowed (${issue.keys.join(", ")} was unexpected)`;
  }
  return [issue.path[0], issue.message].filter((part) => part !== undefined).join(" ");
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest("Invalid JSON supplied in POST data");
  }
}

const describe = (input: unknown) => (typeof input === "string" ? input : JSON.stringify(input));
