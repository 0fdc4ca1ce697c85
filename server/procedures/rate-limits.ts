import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { refusal } from "../refusals.ts";

/** Limits count the sign-ins of a client address, the saves of a support user, and the calls of an API token. */
type LimitKey = `${"sign-in" | "saves" | "calls"}:${string}`;

/**
 * Counts against a limit, across all processes (specification, section 9, Rate limits). The minute begins with the first
 * one, so that the next one is allowed after `retryAfterSeconds`.
 *
 * @param db the pool, never a transaction: an attempt that is rolled back counts too
 * @param perMinute how many are allowed
 * @param more how many to count
 * @returns whether all of them are allowed; `retryAfterSeconds` is a whole number, at least 1
 */
export async function takeFromLimit(db: Database, key: LimitKey, perMinute: number, more = 1) {
  const { rows } = await sql<{ count: number; seconds: number }>`
    insert into rate_limits as had (key, count, began_at) values (${key}, ${more}, now())
    on conflict (key) do update set
      count = case when had.began_at > now() - interval '1 minute' then had.count + ${more} else ${more} end,
      began_at = case when had.began_at > now() - interval '1 minute' then had.began_at else now() end
    returning count, ceil(extract(epoch from began_at - now()) + 60)::integer as seconds
  `.execute(db);
  const { count = 0, seconds = 60 } = rows[0] ?? {};
  return { allowed: count <= perMinute, retryAfterSeconds: Math.max(1, seconds) };
}

/**
 * Counts one more against a limit, as `takeFromLimit`.
 *
 * @throws {TRPCError} with the reason `tooManyRequests`
 */
export async function enforceLimit(db: Database, key: LimitKey, perMinute: number): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeFromLimit(db, key, perMinute);
  if (!allowed) throw refusal("tooManyRequests", { retryAfterSeconds });
}

/** Deletes the minutes that are over, and returns how many. */
export async function sweepRateLimits(db: Database): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("rate_limits")
    .where("began_at", "<", sql<Date>`now() - interval '1 minute'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
