import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/**
 * The HTTP status of an error, its message where no rule has a more exact one, and when it happens, in words for the
 * documentation.
 */
type ErrorKind = { status: number; message: string; when: string };

/** Every error that the API answers (specification, section 5, Refusals), by its code. */
export const errorCodes = {
  BAD_REQUEST: {
    status: 400,
    message: "The request is not a call. Send the input as JSON, and at most ten calls at once",
    when: "fields break rules; `error.data.fieldErrors` has a message for each, all at once. Without `fieldErrors`, the request is no call, for example because its JSON is broken",
  },
  UNAUTHORIZED: {
    status: 401,
    message: "The API token is missing or not valid. Send a current one as the bearer token",
    when: "the token is missing, unknown or revoked, or has ended",
  },
  FORBIDDEN: {
    status: 403,
    message: "You do not have permission to do this",
    when: "the token lacks the scope that the procedure needs, or as each procedure says",
  },
  NOT_FOUND: {
    status: 404,
    message: "There is no such record or procedure",
    when: "as each procedure says, or the path names no procedure",
  },
  METHOD_NOT_SUPPORTED: {
    status: 405,
    message: "This method is not allowed here. Use POST",
    when: "the method is neither POST nor, for what changes nothing, GET",
  },
  TIMEOUT: {
    status: 408,
    message: "The request took too long to arrive",
    when: "the whole request did not arrive within 20 seconds",
  },
  CONFLICT: {
    status: 409,
    message: "This conflicts with what is stored",
    when: "`email` is in use and nothing else is wrong (`error.data.fieldErrors` says so too, and `error.data.userId` who has it), an idempotency key was used with another input, or as each procedure says",
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: "The request is too large",
    when: "the body is larger than 64 kB, or for `bulkChanges.check` than 2 MB",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: "Send the input as JSON, with the header Content-Type: application/json",
    when: "the body's type is not `application/json`",
  },
  EXPECTATION_FAILED: {
    status: 417,
    message: "The header Expect must be 100-continue or missing",
    when: "the header `Expect` asks for something other than `100-continue`",
  },
  UNPROCESSABLE_CONTENT: {
    status: 422,
    message: "This takes too long",
    when: "a search took too long; narrow it",
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: "Too many requests. Try again later",
    when: "the token made too many calls this minute, or as each procedure says; `Retry-After` and `error.data.retryAfterSeconds` say after how many seconds to try again",
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message: "The request's headers are too large",
    when: "the headers are larger than 16 kB",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    message: "Something went wrong",
    when: "the console failed; its log has the error, under the value of `X-Request-Id`",
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message: "Try again later",
    when: "the console's database does not answer; try again later",
  },
} as const satisfies Record<string, ErrorKind>;

/** Why the API refuses a call. */
export type ErrorCode = keyof typeof errorCodes;

/** The codes with which a procedure can refuse a call. The others are answered before a procedure is reached. */
export type ProcedureErrorCode = ErrorCode & TRPC_ERROR_CODE_KEY;

/** Returns the code of an HTTP status. A status without a code of its own is a bad request or a fault of the console. */
export function codeOfStatus(status: number): ErrorCode {
  const found = Object.entries(errorCodes).find(([, kind]) => kind.status === status);
  if (found && isErrorCode(found[0])) return found[0];
  return status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
