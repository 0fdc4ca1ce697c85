import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { isTrue } from "./is-true.ts";

/**
 * A table that was there before a migration, and what it needs that would take long within one. Each start of a release looks
 * for the indexes, also where a newer release has migrated: so a table is dropped one release after its filling has gone.
 */
export type Filling = {
  table: string;
  /** Fills all rows but those that others have locked. Returns whether there are rows left. */
  fill?: (db: Kysely<unknown>) => Promise<boolean>;
  /** The definition of each index by name. The console gives the same answers without them, only later. */
  indexes: Record<string, string>;
  /** The indexes of migrations that these take the place of. */
  replaced?: string[];
};

/** Milliseconds between two attempts to get the lock or the rows that others have locked. */
const pause = 500;
/** By the name of what was filled first, as an earlier release may be filling too. */
const lock = sql`hashtext('fill search_words')`;

/**
 * Fills what migrations have added to large tables for the rows that were there, then makes the indexes. Both give way:
 * rows are filled in small transactions, and the indexes are made while others write. If it is interrupted, the next
 * call goes on. Where all of it is done, it reads one row and writes nothing.
 *
 * @param db must have one connection only, because it holds a lock for the session
 */
export async function fillTables(db: Kysely<unknown>, fillings: Filling[]): Promise<void> {
  if (await areFilled(db, fillings)) return;
  // Not `pg_advisory_lock`: making an index waits for all queries that have begun, also for one that waits for the lock.
  while (!(await isTrue(db, sql`pg_try_advisory_lock(${lock})`))) await delay(pause);
  await sql`set lock_timeout = 0`.execute(db);
  for (const one of fillings) await fillTable(db, one);
  await sql`select pg_advisory_unlock(${lock})`.execute(db);
}

async function areFilled(db: Kysely<unknown>, fillings: Filling[]): Promise<boolean> {
  const names = fillings.flatMap(({ indexes }) => Object.keys(indexes));
  const replaced = fillings.flatMap((filling) => filling.replaced ?? []);
  const remain = sql`exists (select from unnest(${replaced}::text[]) name where to_regclass(name) is not null)`;
  return (await areValid(db, names)) && !(await isTrue(db, remain));
}

async function areValid(db: Kysely<unknown>, names: string[]): Promise<boolean> {
  return isTrue(
    db,
    sql`(
      select count(*) = ${names.length}::integer
      from unnest(${names}::text[]) name join pg_index on indexrelid = to_regclass(name) where indisvalid
    )`,
  );
}

async function fillTable(
  db: Kysely<unknown>,
  { table, fill, indexes, replaced = [] }: Filling,
): Promise<void> {
  if (fill) {
    while (await fill(db)) await delay(pause);
    await sql`vacuum ${sql.table(table)}`.execute(db);
  }
  for (const [name, definition] of Object.entries(indexes)) {
    if (await areValid(db, [name])) continue;
    await sql`drop index concurrently if exists ${sql.ref(name)}`.execute(db); // what an interrupted attempt left behind
    await sql`create index concurrently ${sql.ref(name)} on ${sql.table(table)} ${sql.raw(definition)}`.execute(
      db,
    );
  }
  for (const name of replaced) await sql`drop index concurrently if exists ${sql.ref(name)}`.execute(db);
  await sql`analyze ${sql.table(table)}`.execute(db); // after the indexes: it also examines what their expressions give
}
