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

/** What PostgreSQL says to a write while it only lets read, as a standby or as it was told. */
const readOnly = "25006";

/** PostgreSQL: no connection, out of resources, shutting down or starting up. */
const sqlStates = /^(08|53|57P)...?$/;

/** node-postgres says these without a code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/**
 * Whether an error, or what caused it, means that the database or DfE Sign-in does not answer at the moment: then the
 * page is 503, not 500 (specification, section 2).
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
 * Leaves for later what a page can do without, while the database only lets read.
 *
 * @throws the error, where it is another one
 */
export function ignoreReadOnly(error: unknown): undefined {
  if (codeOf(error) !== readOnly) throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
