import pg from "pg";
import { LocalError } from "../local-error.js";

/**
 * Checks that the database in DATABASE_URL accepts a connection and a query.
 *
 * @throws {LocalError} if it does not, or not within four seconds; the message contains its host and name, no password
 */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  const url = URL.parse(databaseUrl);
  if (!url) throw new LocalError("DATABASE_URL is not an address like postgres://user@host/name.");
  try {
    await withClient(databaseUrl, (client) => client.query("select"));
  } catch (error) {
    const { code, message, errors } = error as AggregateError & { code?: string };
    const reason = message || code || (errors as Error[] | undefined)?.[0]?.message || "no reason given";
    throw new LocalError(
      `The database ${url.host}${url.pathname} does not answer (${reason}). Check DATABASE_URL.`,
    );
  }
}

/** Creates a database if none has this name. `name` is not escaped, so it must not come from a user. */
export async function createDatabase(maintenanceUrl: string, name: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  });
}

async function withClient(connectionString: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 4_000, query_timeout: 4_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
