import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DB } from "../types.ts";
import { boundFor, withBound } from "../connections/bound.ts";

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
