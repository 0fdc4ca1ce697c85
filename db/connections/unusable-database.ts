import pg from "pg";

/** The error for a database that a process cannot start with. Its message is one line for the operator. */
export class UnusableDatabase extends Error {
  override name = "UnusableDatabase";
}

/**
 * Opens the first connection of a pool, and leaves it there for the next query.
 *
 * @param databaseUrl the pool's, whose host and name are in the message of the error, but not its password
 * @throws {UnusableDatabase} with the reason, if there is no connection
 */
export async function requireConnection(pool: pg.Pool, databaseUrl: string): Promise<void> {
  try {
    const client = await pool.connect();
    client.release();
  } catch (cause) {
    const { host = "", pathname = "" } = URL.parse(databaseUrl) ?? {};
    const reason = reasonOf(cause).replaceAll(/\s+/g, " ");
    const message = `The database ${host}${pathname} cannot be used: ${reason}. Check DATABASE_URL.`;
    throw new UnusableDatabase(message, { cause });
  }
}

/**
 * Throws the error of a migration that failed.
 *
 * @throws {UnusableDatabase} if the user of the database has no right to make or change tables
 */
export function throwMigrationError(cause: unknown): never {
  const isDenied = cause instanceof pg.DatabaseError && cause.code === "42501";
  if (!isDenied) throw cause;
  throw new UnusableDatabase(
    `Migrations are pending, and this user of the database may not make them (${cause.message}): run \`npm run migrate\` as the database's owner.`,
    { cause },
  );
}

/** Where a host has several addresses, Node's error has no message, but one error for each address. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/; if the root CA is installed locally.*/, ""); // sslrootcert decides, and Node's option does not
}
