import { type Database, openDatabase } from "../../db/database.ts";
import { pendingMigrations } from "../../db/migrate.ts";
import { readDatabaseUrl } from "../environment.ts";

/**
 * Hands a command the database that DATABASE_URL names, and closes it at the end, whatever comes.
 *
 * @throws {ConfigurationError} where DATABASE_URL is missing or malformed
 * @throws {Error} where migrations have not been applied
 */
export async function withDatabase<Result>(run: (db: Database) => Promise<Result>): Promise<Result> {
  const db = openDatabase(readDatabaseUrl(process.env), () => undefined);
  try {
    if ((await pendingMigrations(db)) > 0)
      throw new Error("the database is not up to date. Run first: npm run migrate");
    return await run(db);
  } finally {
    await db.destroy();
  }
}
