import { type RawBuilder, sql } from "kysely";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../../db/database.ts";
import { createTestDatabase } from "../../fixtures/database.ts";
import { test as withResources } from "../../fixtures/resources.ts";
import { onMaintenance } from "../../setup/postgres/maintenance.ts";

/** The clock's time when a test begins: weeks before summer time. */
export const beginning = new Date("2026-02-10T09:00:00Z");

/**
 * vitest's `test` with resources on a database whose clock tests can move, so that the real procedures make a history.
 * PostgreSQL looks up `now()` where the search path says, and defaults of columns are changed to the same functions.
 */
export const test = withResources
  .extend("database", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await createTestDatabase();
    onCleanup(() => database.drop());
    const { maintenanceUrl } = inject("postgres");
    const name = new URL(database.url).pathname.slice(1);
    await onMaintenance(
      maintenanceUrl,
      `alter database ${name} set search_path = clock, pg_catalog, "$user", public`,
    );
    const db = openDatabase(database.url, () => undefined);
    await createClock(db);
    await db.destroy();
    return database;
  })
  .extend("clock", { auto: true }, async ({ db }) => {
    await setClock(db, beginning);
  });

async function createClock(db: Database): Promise<void> {
  await sql`create schema clock`.execute(db);
  await sql`create table clock.ahead (by interval not null)`.execute(db);
  await sql`insert into clock.ahead values ('0')`.execute(db);
  for (const name of ["now", "clock_timestamp"]) {
    await sql`
      create function clock.${sql.ref(name)}() returns timestamptz language sql stable
      as 'select pg_catalog.${sql.raw(name)}() + by from clock.ahead'
    `.execute(db);
  }
  await moveDefaults(db);
}

/** The defaults were bound to the functions of PostgreSQL when the tables were created. */
async function moveDefaults(db: Database): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; value: string }>`
    select adrelid::regclass::text as table, attname as column, pg_get_expr(adbin, adrelid) as value
    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
    where adrelid::regclass::text !~ '^pgboss' and pg_get_expr(adbin, adrelid) ~ 'now\\(\\)|clock_timestamp\\(\\)'
  `.execute(db);
  for (const { table, column, value } of rows) {
    const moved: RawBuilder<unknown> = sql.raw(`clock.${value.replace(/^.*\./, "")}`);
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} set default ${moved}`.execute(
      db,
    );
  }
}

/** Sets the database's clock. It goes on from there. */
export async function setClock(db: Database, time: Date): Promise<void> {
  await sql`update clock.ahead set by = ${time}::timestamptz - pg_catalog.clock_timestamp()`.execute(db);
}

/** Moves the database's clock forward. */
export async function waitDays(db: Database, days: number): Promise<void> {
  await sql`update clock.ahead set by = by + make_interval(days => ${days})`.execute(db);
}
