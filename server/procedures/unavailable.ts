import { TRPCError } from "@trpc/server";

/** The codes of connections that cannot be opened or that break. The last is our own, for DfE Sign-in. */
const codes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "SIGN_IN_UNAVAILABLE",
]);

/** PostgreSQL refuses a write: it is a standby, or was made read-only. */
const readOnly = "25006";

/** PostgreSQL has no connection or resources left, or is shutting down or starting. */
const sqlStates = /^(08|53|57P)...?$/;

/** Errors that node-postgres gives no code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/**
 * Whether an error, or its cause, means that the database or DfE Sign-in is unavailable, so that the page is 503 and not
 * 500 (specification, section 2).
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    codes.has(code) ||
    sqlStates.test(code) ||
    code === readOnly ||
    messages.test(error.message) ||
    isUnavailable(error.cause)
  );
}

/**
 * Skips a write that a page can do without while the database is read-only.
 *
 * @throws any other error
 */
export function ignoreReadOnly(error: unknown): undefined {
  if (codeOf(error) !== readOnly) throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** The error of a call while the database is unavailable. */
export function serviceUnavailable(cause: unknown): TRPCError {
  return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Try again later", cause });
}

/** Reports an error of what a call needs from the database before its procedure. */
export function throwUnavailable(error: unknown): never {
  throw isUnavailable(error) ? serviceUnavailable(error) : error;
}
