import { type Database, openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { readDatabaseUrl } from "../db/configuration.ts";

/**
 * Opens the database for a command, brings it up to date as web and worker do, and closes it at the end.
 *
 * @throws {ConfigurationError} if `DATABASE_URL` is missing or malformed
 */
export async function withDatabase<Result>(run: (db: Database) => Promise<Result>): Promise<Result> {
  const url = readDatabaseUrl(process.env);
  await migrate(url);
  const db = openDatabase(url, () => undefined);
  try {
    return await run(db);
  } finally {
    await db.destroy();
  }
}
