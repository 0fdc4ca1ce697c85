import type { ConsoleCode, Reason } from "./procedures.ts";

/**
 * Codes that the client gives itself. `NETWORK_ERROR`: the console could not be reached, or the connection broke.
 * `TIMEOUT`, which the console has too: there was no answer in time. `UNEXPECTED_RESPONSE`: the answer is not the console's, but for example a
 * proxy's. `TOO_MANY_MATCHES`: `all` has given the first 1,000 items that match, and there are more.
 */
type ClientCode = "NETWORK_ERROR" | "TIMEOUT" | "UNEXPECTED_RESPONSE" | "TOO_MANY_MATCHES";

export type ErrorCode = ConsoleCode | ClientCode;

/** What is known about a failed call. */
export type Failure = {
  /** The procedure that was called, such as `organisationUsers.add`. */
  procedure: string;
  code: ErrorCode;
  /** The rule that refused the call. Compare this, never the message: its wording may change. */
  reason?: Reason | undefined;
  /** A message for each field that is wrong, worded for users. Empty if no field is. */
  fieldErrors?: { [field: string]: string } | undefined;
  /** The person who has the membership already, if the reason is `alreadyInOrganisation`. */
  userId?: string | undefined;
  /** The id of the request in the console's log. Quote it when you report a problem. */
  requestId?: string | undefined;
  /** After how many seconds the call can be repeated. */
  retryAfterSeconds?: number | undefined;
  /** The HTTP status, if there was a response. */
  status?: number | undefined;
};

/** The error of a failed call. It never contains the token. */
export class SupportError extends Error {
  override readonly name = "SupportError";
  readonly procedure: string;
  readonly code: ErrorCode;
  readonly reason: Reason | undefined;
  readonly fieldErrors: { [field: string]: string };
  readonly userId: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly status: number | undefined;

  constructor(message: string, failure: Failure, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.procedure = failure.procedure;
    this.code = failure.code;
    this.reason = failure.reason;
    this.fieldErrors = failure.fieldErrors ?? {};
    this.userId = failure.userId;
    this.requestId = failure.requestId;
    this.retryAfterSeconds = failure.retryAfterSeconds;
    this.status = failure.status;
  }
}

/**
 * Whether the error is the client's. Unlike `instanceof`, it also recognises an error of the client's other copy, where
 * a program loads it both with `import` and with `require`.
 */
export function isSupportError(error: unknown): error is SupportError {
  return error instanceof Error && error.name === "SupportError" && "procedure" in error;
}
