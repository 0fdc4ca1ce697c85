import { AsyncLocalStorage } from "node:async_hooks";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DB } from "../types.ts";

const bounds = new AsyncLocalStorage<number>();

/** How much longer than PostgreSQL itself we wait until a statement is answered or ended, in milliseconds. */
const allowance = 2_000;

/** Returns how long to wait for PostgreSQL's answer to a statement that it ends after `statementTimeout`; 0 is never. */
export function boundFor(statementTimeout: number): number {
  return statementTimeout === 0 ? Number.POSITIVE_INFINITY : statementTimeout + allowance;
}

/**
 * Runs a function, and lets each of its queries wait for PostgreSQL's answer for so many milliseconds instead of the
 * connection's usual time. After that the connection is closed, and the query throws `DatabaseUnavailable`.
 */
export function withBound<Result>(milliseconds: number, run: () => Result): Result {
  return bounds.run(milliseconds, run);
}

/** Returns the bound that `withBound` set for the queries that are made now, if any. */
export function currentBound(): number | undefined {
  return bounds.getStore();
}

/**
 * Runs a transaction whose statements may take longer than those of other transactions.
 *
 * @param statementTimeout the milliseconds after which PostgreSQL ends a statement; 0 is never
 */
export function longTransaction<Result>(
  db: Database,
  statementTimeout: number,
  work: (trx: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  const transaction = db.transaction();
  return withBound(boundFor(statementTimeout), () =>
    transaction.execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(statementTimeout)}, true)`.execute(trx);
      return work(trx);
    }),
  );
}
