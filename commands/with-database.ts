import type { PgBoss } from "pg-boss";
import { type Database, openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { readDatabaseUrl } from "../db/configuration.ts";
import { openQueue } from "../server/emails/queue.ts";

/**
 * Runs the pending migrations, as the web and worker processes do when they start, then calls `run` with an open
 * database and closes it at the end.
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

/** Like `withDatabase`, but also opens the queue, for a command that sends emails. */
export function withQueue<Result>(run: (db: Database, queue: PgBoss) => Promise<Result>): Promise<Result> {
  return withDatabase(async (db) => {
    const queue = await openQueue(db, ({ message }) => process.stderr.write(`${message}\n`));
    try {
      return await run(db, queue);
    } finally {
      await queue.stop({ graceful: false });
    }
  });
}
