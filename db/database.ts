import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "./types.ts";

/** A connection pool, or an open transaction where a function says so. */
export type Database = Kysely<DB>;

const int8 = 20;
const types = new pg.TypeOverrides();
types.setTypeParser(int8, Number); // counts and activity ids stay far below 2^53

/**
 * Opens a pool of connections; nothing connects before the first query.
 *
 * @param url a `postgres://` address
 * @param onIdleError told when a connection breaks between two queries; the pool replaces it by itself
 */
export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    onConnect: setting("statement_timeout", 30_000),
  });
  // A connection may also break in the hands of whoever waits for something else meanwhile: the pool listens to
  // resting ones only, and an error that nobody listens to ends the process.
  pool.on("connect", (client) => client.on("error", onIdleError));
  pool.on("error", alreadyTold);
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Makes a setting on each new connection of a pool: PgBouncer refuses those that come with the connection itself.
 *
 * @param value in milliseconds
 */
export function setting(name: "statement_timeout" | "lock_timeout", value: number) {
  const set = (client: pg.ClientBase) => client.query(`set ${name} = ${value}`);
  return set as (client: pg.ClientBase) => void; // the pool waits for it, which its types do not say
}

function alreadyTold(): void {
  return;
}

/** The name of the constraint or unique index that an error says was violated, if it is such an error. */
export function violatedConstraint(error: unknown): string | undefined {
  const isViolation = error instanceof pg.DatabaseError && error.code?.startsWith("23");
  return isViolation ? error.constraint : undefined;
}
