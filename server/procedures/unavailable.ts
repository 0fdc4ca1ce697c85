import { TRPCError } from "@trpc/server";

/** PostgreSQL's code for refusing a write because the server is read-only, for example a standby. */
const readOnly = "25006";

/** By what an error is recognised: its code, or the message of an error that has none. */
type Sign = { means: string; code: RegExp } | { means: string; message: RegExp };

/** The errors that mean that the database or DfE Sign-in is unavailable. Their class may be a copy in the built site. */
const signs: Sign[] = [
  {
    means: "no connection to the database for any reason, or no answer on it",
    code: /^DATABASE_UNAVAILABLE$/,
  },
  { means: "DfE Sign-in does not answer as it should", code: /^SIGN_IN_UNAVAILABLE$/ },
  {
    means: "a connection cannot be opened or broke",
    code: /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
  },
  { means: "PostgreSQL's connection broke", code: /^08...$/ },
  { means: "PostgreSQL has too few connections, memory or space on its disk", code: /^53...$/ },
  { means: "PostgreSQL starts or shuts down", code: /^57P..$/ },
  { means: "PostgreSQL is read-only", code: /^25006$/ },
  {
    means: "a connection broke, in the words of node-postgres",
    message: /^(Connection terminated|Client has encountered a connection error)/,
  },
];

/**
 * Whether an error or its cause means that the database or DfE Sign-in is unavailable. The response is then 503 instead
 * of 500 (specification, section 2).
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  const isSign = (sign: Sign) => ("code" in sign ? sign.code.test(code) : sign.message.test(error.message));
  return signs.some(isSign) || isUnavailable(error.cause);
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
