import { hash } from "node:crypto";
import type { CompiledQuery, Kysely } from "kysely";
import type { DB } from "../types.ts";

/**
 * A query that PostgreSQL keeps under a name, for the life of the connection: it is parsed once, and after a few runs
 * its plan can be reused. `NamingDialect` sends the name.
 */
export type NamedQuery<Row = unknown> = CompiledQuery<Row> & { readonly name: string };

/** Names a query by its SQL text, so that the same text always has the same name. */
export function nameQuery<Row>(query: CompiledQuery<Row>): NamedQuery<Row> {
  return { ...query, name: hash("sha256", query.sql, "base64url") };
}

/**
 * Wraps a pool or transaction so that all its statements are named. For pg-boss's `fromKysely`. The SQL text must not
 * contain values: each text would stay in PostgreSQL's memory as another statement.
 */
export function namingStatements(db: Kysely<DB>): Pick<Kysely<DB>, "executeQuery"> {
  return {
    executeQuery: (query, options) =>
      db.executeQuery(nameQuery("compile" in query ? query.compile() : query), options),
  };
}
