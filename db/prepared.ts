import { createHash } from "node:crypto";
import type {
  CompiledQuery,
  Kysely,
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult,
} from "kysely";
import type pg from "pg";
import type { DB } from "./types.ts";

/** The names of prepared statements, by their text. */
const names = new Map<string, string>();

/**
 * Runs a query as a prepared statement: PostgreSQL parses it once for each connection, and soon plans it once. Use it for
 * queries that most pages run, and only where the best plan does not depend on the values, as that of a search does.
 */
export async function executePrepared<Row>(db: Kysely<DB>, query: CompiledQuery<Row>): Promise<Row[]> {
  if (!names.has(query.sql)) {
    names.set(query.sql, createHash("sha256").update(query.sql).digest("base64url"));
  }
  return (await db.executeQuery(query)).rows;
}

/** A pool for Kysely, which itself gives statements no names. */
export function namingStatements(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, NamingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new NamingClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

/** A connection that sends prepared statements by name: that makes PostgreSQL keep them. */
class NamingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    text: string | PostgresCursor<Row>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof text !== "string") throw new Error("Cursors are not used");
    const result = this.#client.query({ name: names.get(text), text, values: [...values] });
    return result as Promise<pg.QueryResult> as Promise<PostgresQueryResult<Row>>;
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}
