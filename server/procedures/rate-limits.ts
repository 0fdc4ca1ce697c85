import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { deleteInBatches } from "../../db/transactions/in-batches.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import { refusal } from "../refusals.ts";

/**
 * The key of a limit: what it counts, and after the colon the IP address that signs in, the id of the support user who
 * saves, or the id of the API token that calls.
 */
type LimitKey = `${"sign-in" | "saves" | "calls"}:${string}`;

/** What a limit has left, and after how many seconds its count starts again. */
export type LimitState = { allowed: boolean; remaining: number; retryAfterSeconds: number };

/**
 * Adds `more` to the count of a limit, across all processes (specification, section 9, Rate limits). The first use
 * starts a period of one minute. When it is over, after `retryAfterSeconds`, the next use starts the count again.
 *
 * @param db the pool, never a transaction: otherwise a rollback would also undo the count
 * @param perMinute the largest count that is allowed in the minute
 * @param more how much to add to the count
 * @returns whether all of `more` is allowed, and how much remains; `retryAfterSeconds` is a whole number, at least 1
 */
export async function takeFromLimit(
  db: Database,
  key: LimitKey,
  perMinute: number,
  more = 1,
): Promise<LimitState> {
  const [{ count, seconds } = { count: 0, seconds: 60 }] = await addToCount(db, { key, more });
  const remaining = Math.max(0, perMinute - count);
  return { allowed: count <= perMinute, remaining, retryAfterSeconds: Math.max(1, seconds) };
}

const addToCount = compiledOnce(
  (_, { key, more }: Placeholders<{ key: LimitKey; more: number }>) =>
    sql<{ count: number; seconds: number }>`
    insert into rate_limits as had (key, count, began_at) values (${key}, ${more}, now())
    on conflict (key) do update set
      count = case when had.began_at > now() - interval '1 minute' then had.count else 0 end + excluded.count,
      began_at = case when had.began_at > now() - interval '1 minute' then had.began_at else now() end
    returning count, ceil(extract(epoch from began_at - now()) + 60)::integer as seconds
  `,
);

/**
 * Adds `more` to the count of a limit with `takeFromLimit`, and throws if that is too many.
 *
 * @throws {TRPCError} with the reason `tooManyRequests`
 */
export async function enforceLimit(db: Database, key: LimitKey, perMinute: number, more = 1): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeFromLimit(db, key, perMinute, more);
  if (!allowed) throw refusal("tooManyRequests", { retryAfterSeconds });
}

/** Counts in one transaction. */
const batchSize = 5_000;

/** Deletes the counts whose minute is over, and returns the number of deleted rows. */
export function sweepRateLimits(db: Database): Promise<number> {
  return deleteInBatches(db, "rate_limits", sql<boolean>`began_at < now() - interval '1 minute'`, batchSize);
}
