import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";

/** Waits until a statement of another connection to this database waits for a lock. */
export async function untilBlocked(db: Database): Promise<void> {
  const blocked = sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  `;
  const count = async () => (await blocked.execute(db)).rows.length;
  await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(0);
}
