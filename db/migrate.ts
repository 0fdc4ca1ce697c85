import { Kysely, PostgresDialect } from "kysely";
import { type MigrationResultSet, Migrator } from "kysely/migration";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { readDatabaseUrl } from "../server/environment.ts";
import type { Database } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/**
 * Brings a database up to date: our tables, then pg-boss's. Safe when several processes do it at once, for both
 * take an advisory lock.
 *
 * @param databaseUrl a `postgres://` address whose user may create tables
 * @throws the first error that a migration met; whatever failed is rolled back
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    throwOnError(await createMigrator(db).migrateToLatest());
  } finally {
    await db.destroy();
  }
  await migrateQueue(databaseUrl);
}

/** How many migrations a database still lacks. */
export async function pendingMigrations(db: Database): Promise<number> {
  const all = await createMigrator(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).length;
}

function createMigrator(db: Kysely<unknown> | Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
}

function throwOnError({ error }: MigrationResultSet): void {
  if (error !== undefined) throw error;
}

async function migrateQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 });
  await boss.start();
  await boss.stop({ graceful: false });
}

if (import.meta.main) await migrate(readDatabaseUrl(process.env));
