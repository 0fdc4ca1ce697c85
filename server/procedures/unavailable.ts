import { TRPCError } from "@trpc/server";

/** Error codes of connections that cannot be opened or that break. The last code is our own, for DfE Sign-in. */
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

/** PostgreSQL's code for refusing a write because the server is read-only, for example a standby. */
const readOnly = "25006";

/** PostgreSQL's codes for: the connection broke, too few connections or resources, starting up or shutting down. */
const sqlStates = /^(08|53|57P)...?$/;

/** The messages of node-postgres's errors that have no code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/**
 * Whether an error or its cause means that the database or DfE Sign-in is unavailable. The response is then 503 instead
 * of 500 (specification, section 2).
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
 * Ignores the error of a write that failed because the database is read-only. Only for writes that a page can do
 * without.
 *
 * @throws any other error
 */
export function ignoreReadOnly(error: unknown): undefined {
  if (codeOf(error) !== readOnly) throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Creates the error for a call while the database is unavailable. */
export function serviceUnavailable(cause: unknown): TRPCError {
  return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Try again later", cause });
}

/**
 * Throws the error of a query that a call needs before its procedure runs: as SERVICE_UNAVAILABLE if the database is
 * unavailable, or else unchanged.
 */
export function throwUnavailable(error: unknown): never {
  throw isUnavailable(error) ? serviceUnavailable(error) : error;
}
