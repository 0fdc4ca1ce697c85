import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";

/** Makes searches for organisations take as long as `during`: they wait for a table that another transaction has locked. */
export async function whileSearchesWait<Result>(
  db: Database,
  during: () => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table organisations in access exclusive mode`.execute(trx);
    return during();
  });
}

/** Waits until PostgreSQL runs so many searches. */
export async function untilSearching(db: Database, count: number): Promise<void> {
  await expect.poll(() => countSearches(db), { timeout: 10_000, interval: 20 }).toBe(count);
}

async function countSearches(db: Database): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and state = 'active' and query like '%matches%' and pid <> pg_backend_pid()
  `.execute(db);
  return rows.length;
}
