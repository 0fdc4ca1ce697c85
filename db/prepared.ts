import { createHash } from "node:crypto";
import type { CompiledQuery, Kysely, PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import type { DB } from "./types.ts";

/** The names of prepared statements, by their SQL text. */
const names = new Map<string, string>();

/**
 * Runs a query as a prepared statement: PostgreSQL parses it once per connection and, after a few runs, can reuse its
 * plan. For queries that most pages run. Not for queries whose best plan depends on the values, such as searches.
 */
export async function executePrepared<Row>(db: Kysely<DB>, query: CompiledQuery<Row>): Promise<Row[]> {
  if (!names.has(query.sql)) {
    names.set(query.sql, createHash("sha256").update(query.sql).digest("base64url"));
  }
  return (await db.executeQuery(query)).rows;
}

/**
 * Wraps a pool so that queries of `executePrepared` are sent to PostgreSQL under a name, which Kysely cannot do itself.
 * PostgreSQL keeps a named statement for the life of the connection and does not parse it again.
 */
export function namingStatements(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? namingClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function namingClient(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string | object, values: readonly unknown[] = []): unknown => {
    if (typeof text !== "string") throw new Error("Cursors are not used");
    return client.query({ name: names.get(text), text, values: [...values] });
  };
  return {
    query: query as PostgresPoolClient["query"],
    release: (destroy) => {
      client.release(destroy);
    },
  };
}
