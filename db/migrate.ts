import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { readDatabaseUrl } from "./configuration.ts";
import { type Database, setting } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/** How long a migration waits for a lock on a table, in milliseconds. Other queries of the table wait behind it. */
const lockTimeout = 2_000;
/** How often it tries, and how long it waits in between, in milliseconds. */
const attempts = 40;
const pause = 1_000;

/**
 * Migrates a database: our tables, then pg-boss's. Several processes may do it at once, because both take an advisory
 * lock, and while the database is in use, because it waits for no lock on a table for long. A database that a newer
 * release has migrated is left as it is.
 *
 * @param databaseUrl a `postgres://` address whose user may create tables
 * @throws the error of the first migration that fails; that migration is rolled back
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: 5_000,
    onConnect: setting("lock_timeout", lockTimeout),
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await applyMigrations(db);
  } finally {
    await db.destroy();
  }
  await migrateQueue(databaseUrl);
}

async function applyMigrations(db: Kysely<unknown>): Promise<void> {
  for (let attempt = 1; (await pendingMigrations(db)) > 0; attempt++) {
    const { error } = await createMigrator(db).migrateToLatest();
    if (error === undefined) return;
    if (!isLockTimeout(error) || attempt === attempts) throw error;
    await delay(pause);
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "55P03";
}

/** How many of our migrations a database lacks. */
export async function pendingMigrations(db: Kysely<unknown> | Database): Promise<number> {
  const all = await createMigrator(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).length;
}

function createMigrator(db: Kysely<unknown> | Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
}

async function migrateQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 });
  await boss.start();
  await boss.stop({ graceful: false });
}

if (import.meta.main) await migrate(readDatabaseUrl(process.env));
