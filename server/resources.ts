import type { PgBoss } from "pg-boss";
import { type Database, openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { openQueue } from "./emails/queue.ts";
import type { Environment, WorkerEnvironment } from "./environment.ts";
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

/** The same of a worker, which signs nobody in. */
export type WorkerResources = Omit<Resources, "environment" | "dfeSignIn"> & {
  environment: WorkerEnvironment;
};

/** Migrates the database, then opens everything that requests need. */
export async function openResources(environment: Environment, log: Log): Promise<Resources> {
  const shared = await openShared(environment.DATABASE_URL, log);
  return { environment, dfeSignIn: new DfeSignIn(environment), ...shared };
}

/**
 * Migrates the database, then opens everything that jobs need.
 *
 * @param connections the size of the connection pool; the usual one if undefined
 */
export async function openWorkerResources(
  environment: WorkerEnvironment,
  log: Log,
  connections?: number,
): Promise<WorkerResources> {
  return { environment, ...(await openShared(environment.DATABASE_URL, log, connections)) };
}

async function openShared(databaseUrl: string, log: Log, connections?: number) {
  await migrate(databaseUrl);
  const warn = (err: Error) => {
    log.warn({ err }, "A database connection broke");
  };
  const db = openDatabase(databaseUrl, warn, { connections });
  const searches = openSearches(databaseUrl, warn);
  const queue = await openQueue(db, (err) => log.warn({ err }, "The queue failed"));
  return { log, db, queue, searches, metrics: createMetrics() };
}

export async function closeResources({
  db,
  queue,
  searches,
}: Pick<Resources, "db" | "queue" | "searches">): Promise<void> {
  await queue.stop({ graceful: false });
  await searches.close();
  await db.destroy();
}
