import { type Database, openDatabase } from "../../db/database.ts";
import { migrate } from "../../db/migrate.ts";
import { readDatabaseUrl } from "../../db/configuration.ts";

/**
 * Hands a command the database that DATABASE_URL names, brought up to date as web and worker bring it, and closes it
 * at the end, whatever comes.
 *
 * @throws {ConfigurationError} where DATABASE_URL is missing or malformed
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
