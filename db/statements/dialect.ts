import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import type pg from "pg";
import { notConnected } from "../connections/unavailable.ts";
import { runCancellable } from "./cancelling.ts";
import type { NamedQuery } from "./named-query.ts";

/**
 * Kysely's dialect for PostgreSQL, but its connections send the name of a `NamedQuery` with it, and cancel a query that
 * `cancelOn` runs.
 */
export class NamingDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new NamingDriver(this.#pool);
  }
}

class NamingDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.PoolClient, NamingConnection>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {
    // The pool opens connections when they are needed.
  }

  /** @throws {DatabaseUnavailable} if there is no connection, for whatever reason */
  async acquireConnection(): Promise<NamingConnection> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw notConnected(error);
    });
    const known = this.#connections.get(client);
    if (known !== undefined) return known;
    const connection = new NamingConnection(client);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: NamingConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    await connection.executeQuery(CompiledQuery.raw(["begin", ...modes].join(" ")));
  }

  /** @throws {AbortedTransactionError} if PostgreSQL rolled back instead, because a statement before had failed */
  async commitTransaction({ client }: NamingConnection): Promise<void> {
    const { command } = await client.query("commit");
    if (command === "ROLLBACK") throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: NamingConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw("rollback"));
    } catch (error) {
      connection.isBroken = true; // its transaction may still be open, so nobody must use it again
      throw error;
    }
  }

  releaseConnection({ client, isBroken }: NamingConnection): Promise<void> {
    client.release(isBroken);
    return Promise.resolve();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class NamingConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  isBroken = false;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  async executeQuery<Row>(query: CompiledQuery | NamedQuery): Promise<QueryResult<Row>> {
    const result: pg.QueryResult<Row & pg.QueryResultRow> | pg.QueryResult[] = await runCancellable(
      this.client,
      () =>
        this.client.query({
          name: "name" in query ? query.name : undefined,
          text: query.sql,
          values: query.parameters as unknown[], // pg does not change them
        }),
    );
    if (Array.isArray(result)) return { rows: [] }; // pg-boss sends texts of several statements, and needs no rows
    const { command, rowCount, rows } = result;
    const changesRows =
      command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
    return changesRows ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  streamQuery(): never {
    throw new Error("Rows are not streamed");
  }
}
