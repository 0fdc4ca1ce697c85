import { createHash } from "node:crypto";
import type { CompiledQuery, Kysely, PostgresPool, PostgresPoolClient } from "kysely";
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

/** A pool for Kysely that sends prepared statements by name, which Kysely cannot. The name makes PostgreSQL keep them. */
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
