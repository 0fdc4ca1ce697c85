import { createHash } from "node:crypto";
import { Kysely, PostgresDialect, sql } from "kysely";
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
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
}

/**
 * At the front of a query that every page makes: PostgreSQL parses and plans it once a connection. Only for one whose
 * best plan does not depend on its values, as a search's does.
 */
export const prepared = sql`/* prepared */`;

const isPrepared = /^\s*select \/\* prepared \*\//;

/** The pool, whose connections give prepared queries a name: that is what makes PostgreSQL keep them. */
function preparing(pool: pg.Pool): pg.Pool {
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (query: string | pg.QueryConfig, values?: unknown) => unknown;
    const prepare = (text: string | pg.QueryConfig, values?: unknown[]) =>
      typeof text === "string" && isPrepared.test(text)
        ? query({ name: nameOf(text), text, values: values ?? [] })
        : query(text, values);
    client.query = prepare as typeof client.query;
  });
  return pool;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
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
