import { Kysely } from "kysely";
import pg from "pg";
import { poolSettings } from "./connections/settings.ts";
import { NamingDialect } from "./statements/dialect.ts";
import type { DB } from "./types.ts";

/** A connection pool. Functions whose comment says so also accept an open transaction. */
export type Database = Kysely<DB>;

const int8 = 20;
const types = new pg.TypeOverrides();
types.setTypeParser(int8, Number); // exact, because counts and activity ids stay far below 2^53

/** The number of connections of a pool, and the time after which PostgreSQL ends a statement, in milliseconds. */
type Limits = { connections?: number | undefined; statementTimeout?: number };

/**
 * Opens a connection pool. It connects to the database only when the first query is made.
 *
 * @param url the URL of the database, `postgres://…`
 * @param onIdleError called when a connection breaks between two queries; the pool replaces the connection
 */
export function openDatabase(
  url: string,
  onIdleError: (error: Error) => void,
  { connections = 10, statementTimeout = 30_000 }: Limits = {},
): Database {
  const settings = poolSettings(url, connections, { statement_timeout: statementTimeout });
  const pool = new pg.Pool({ ...settings, types });
  // The pool handles errors of idle connections only. Without this listener, a connection that breaks between two
  // queries of a transaction would end the process.
  pool.on("connect", (client) => client.on("error", onIdleError));
  pool.on("error", ignoreReported);
  return new Kysely<DB>({ dialect: new NamingDialect(pool) });
}

/**
 * Ignores the pool's error event, as the connection's own listener has reported the same error. An event without a
 * listener would end the process.
 */
function ignoreReported(): void {
  return;
}

/**
 * Returns the name of the constraint or unique index that was violated, or undefined if the error is not a violation.
 */
export function violatedConstraint(error: unknown): string | undefined {
  const isViolation = error instanceof pg.DatabaseError && error.code?.startsWith("23");
  return isViolation ? error.constraint : undefined;
}
