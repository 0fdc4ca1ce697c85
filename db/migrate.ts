import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { readDatabaseUrl } from "./configuration.ts";
import { type Database, setting } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/** How long a migration waits for a table: meanwhile everybody who wants it waits behind. In milliseconds. */
const lockTimeout = 2_000;
/** How often it gives way and comes again, and after how long. */
const attempts = 40;
const pause = 1_000;

/**
 * Brings a database up to date: our tables, then pg-boss's. Safe when several processes do it at once, for both
 * take an advisory lock; and while others work with it, for it gives way to them. A database that is ahead, because a
 * newer release has been here, is left as it is.
 *
 * @param databaseUrl a `postgres://` address whose user may create tables
 * @throws the first error that a migration met; whatever failed is rolled back
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

/** How many migrations a database still lacks; those that it has beyond ours do not count. */
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
