import { AsyncLocalStorage } from "node:async_hooks";

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
