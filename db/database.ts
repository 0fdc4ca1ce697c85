import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { namingStatements } from "./prepared.ts";
import type { DB } from "./types.ts";

/** A connection pool, or an open transaction where a function says so. */
export type Database = Kysely<DB>;

const int8 = 20;
const types = new pg.TypeOverrides();
types.setTypeParser(int8, Number); // counts and activity ids stay far below 2^53

/**
 * Opens a pool of connections. The first query makes the first connection.
 *
 * @param url a `postgres://` address
 * @param onIdleError is called when a connection breaks between two queries; the pool replaces it
 */
export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    onConnect: setting("statement_timeout", 30_000),
  });
  // The pool only handles errors of idle connections. One that breaks while in use, between two queries of a
  // transaction, would otherwise end the process.
  pool.on("connect", (client) => client.on("error", onIdleError));
  pool.on("error", ignoreReported);
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: namingStatements(pool) }) });
}

/**
 * Makes a setting on each new connection of a pool. PgBouncer refuses settings in the connection's start-up message.
 *
 * @param value in milliseconds
 */
export function setting(name: "statement_timeout" | "lock_timeout", value: number) {
  const set = (client: pg.ClientBase) => client.query(`set ${name} = ${value}`);
  return set as (client: pg.ClientBase) => void; // its types do not say so, but the pool waits for the promise
}

/** The connection's own listener has reported it. */
function ignoreReported(): void {
  return;
}

/** The name of the constraint or unique index that was violated, if that is the error. */
export function violatedConstraint(error: unknown): string | undefined {
  const isViolation = error instanceof pg.DatabaseError && error.code?.startsWith("23");
  return isViolation ? error.constraint : undefined;
}
