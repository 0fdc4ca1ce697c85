import { rateLimitError } from "./api-error.ts";

/** How many requests a minute, and the clock they are counted by, in milliseconds. */
export type Rate = { limit: number; now: () => number };

/**
 * Counts requests as a token bucket: a minute's worth at once, refilled evenly.
 *
 * @returns takes one request; it throws {ApiError} 429 where the minute's worth is used up
 */
export function createRateLimit({ limit, now }: Rate): () => void {
  let tokens = limit;
  let filled = now();
  return () => {
    const time = now();
    tokens = Math.min(limit, tokens + ((time - filled) * limit) / 60_000);
    filled = time;
    if (tokens < 1) throw rateLimitError(limit);
    tokens -= 1;
  };
}
