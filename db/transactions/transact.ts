import type { Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DB } from "../types.ts";

const waiting = new WeakMap<Transaction<DB>, (() => void)[]>();

/** Runs `work` in a new transaction, and then, if it has committed, what `afterCommit` was given in it. */
export async function transact<Result>(
  db: Database,
  work: (trx: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  const acts: (() => void)[] = [];
  const result = await db.transaction().execute((trx) => {
    waiting.set(trx, acts);
    return work(trx);
  });
  for (const act of acts) act();
  return result;
}

/**
 * Does something once the transaction has committed, and not at all if it is rolled back.
 *
 * @throws {Error} if `transact` did not begin the transaction
 */
export function afterCommit(trx: Transaction<DB>, act: () => void): void {
  const acts = waiting.get(trx);
  if (acts === undefined) throw new Error("The transaction was not begun with transact");
  acts.push(act);
}
