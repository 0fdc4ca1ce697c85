/** What a connection says that could not be made or broke; the last is our own word for DfE Sign-in. */
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

/** PostgreSQL: no connection, out of resources, shutting down or starting up. */
const sqlStates = /^(08|53|57P)...?$/;

/** node-postgres says these without a code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/**
 * Whether an error, or what caused it, means that the database or DfE Sign-in does not answer at the moment: then the
 * page is 503, not 500 (SPEC §2).
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    codes.has(code) || sqlStates.test(code) || messages.test(error.message) || isUnavailable(error.cause)
  );
}
