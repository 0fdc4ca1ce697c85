import type { PgBoss } from "pg-boss";
import { type Database, openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { openQueue } from "./emails/queue.ts";
import type { Environment } from "./environment.ts";
import type { Log } from "./log.ts";
import { createMetrics, type Metrics } from "./http/metrics/metrics.ts";
import { openSearches, type Searches } from "./search/running/searches.ts";
import { DfeSignIn } from "./sign-in/dfe/dfe-sign-in.ts";

/**
 * The configuration, connections, log and metrics of a process. They are created once and passed to functions as an
 * argument.
 */
export type Resources = {
  environment: Environment;
  log: Log;
  db: Database;
  queue: PgBoss;
  searches: Searches;
  dfeSignIn: DfeSignIn;
  metrics: Metrics;
};

/**
 * Migrates the database, then opens everything that requests and jobs need.
 *
 * @param connections the size of the connection pool; the usual one if undefined
 */
export async function openResources(
  environment: Environment,
  log: Log,
  connections?: number,
): Promise<Resources> {
  await migrate(environment.DATABASE_URL);
  const warn = (err: Error) => {
    log.warn({ err }, "A database connection broke");
  };
  const db = openDatabase(environment.DATABASE_URL, warn, { connections });
  const searches = openSearches(environment.DATABASE_URL, warn);
  const queue = await openQueue(db, (err) => log.warn({ err }, "The queue failed"));
  const dfeSignIn = new DfeSignIn(environment);
  return { environment, log, db, queue, searches, dfeSignIn, metrics: createMetrics() };
}

export async function closeResources({ db, queue, searches }: Resources): Promise<void> {
  await queue.stop({ graceful: false });
  await searches.close();
  await db.destroy();
}
