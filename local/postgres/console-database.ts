import pg from "pg";
import { LocalError } from "../local-error.ts";

/**
 * Makes sure that a configured database answers, within five seconds.
 *
 * @throws {LocalError} naming the database, never its password
 */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  const name = describe(databaseUrl);
  try {
    await ask(databaseUrl, (client) => client.query("select"));
  } catch (error) {
    const { code, message, errors } = error as AggregateError & { code?: string };
    const reason = message || code || (errors as Error[] | undefined)?.[0]?.message || "no reason given";
    throw new LocalError(`The database ${name} does not answer (${reason}). Check DATABASE_URL.`);
  }
}

/** Makes a database where there is none of that name yet. The name is ours: lower-case letters and underscores. */
export async function makeDatabase(maintenanceUrl: string, name: string): Promise<void> {
  await ask(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  });
}

function describe(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl))
    throw new LocalError("DATABASE_URL is not an address like postgres://user@host/name.");
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

async function ask(connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 4_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
