import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { ConfigurationError, readDatabaseUrl } from "./configuration.ts";
import { poolSettings } from "./connections/settings.ts";
import type { Database } from "./database.ts";
import { fillTables } from "./filling/fill-tables.ts";
import { fillings } from "./filling/fillings.ts";
import { requireConnection, throwMigrationError, UnusableDatabase } from "./connections/unusable-database.ts";

/**
 * How long a migration waits for a table lock, in milliseconds. Meanwhile other queries on the table wait behind it.
 */
const lockTimeout = 2_000;
/**
 * The largest number of attempts if a migration does not get a table lock, and the milliseconds between two attempts.
 */
const attempts = 40;
const pause = 1_000;

/** Provides the migrations, in the order of their file names. */
export const migrations = new FileMigrationProvider({
  fs,
  path,
  migrationFolder: path.join(import.meta.dirname, "migrations"),
});

/**
 * Brings a database up to date: first our tables, then those of pg-boss. Several processes can do this at the same
 * time, because both take an advisory lock, and the console can stay in use. A database that a newer release has
 * migrated is left as it is.
 *
 * @param databaseUrl the URL of the database, `postgres://…`; its user must own it, unless nothing is pending
 * @throws {UnusableDatabase} if it cannot be connected to, or migrations are pending that its user may not make
 *   (specification, section 9, Production)
 * @throws the error of the first migration that fails; it and the others of the same attempt are rolled back
 */
export async function migrate(databaseUrl: string): Promise<void> {
  // No time limit: making an index may take minutes. The watch still ends a connection to a server that is gone.
  const pool = new pg.Pool(poolSettings(databaseUrl, 1, { lock_timeout: lockTimeout }));
  pool.on("error", () => undefined); // the next query throws it
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await requireConnection(pool, databaseUrl);
    await applyMigrations(db);
    await fillTables(db, fillings);
  } catch (error) {
    throwMigrationError(error);
  } finally {
    await db.destroy();
  }
  await migrateQueue(databaseUrl).catch(throwMigrationError);
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

/**
 * Counts the migrations that have not been applied to a database. Those of a newer release are not known and do not
 * count.
 */
export async function pendingMigrations(db: Kysely<unknown> | Database): Promise<number> {
  const all = await createMigrator(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).length;
}

function createMigrator(db: Kysely<unknown> | Database): Migrator {
  return new Migrator({ db, provider: migrations });
}

async function migrateQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ ...poolSettings(databaseUrl, 2, {}), supervise: false, schedule: false });
  boss.on("error", () => undefined); // `start` throws it too
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Migrates as `npm run migrate`, with the exit code 1 and one line if the configuration or the database is unusable. */
async function main(): Promise<void> {
  try {
    await migrate(readDatabaseUrl(process.env));
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof UnusableDatabase)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
