import { rateLimitError } from "./api-error.ts";

/**
 * Limits the rate of requests with a token bucket, which has room for `limit` tokens and is refilled evenly within a
 * minute.
 *
 * @returns a function that takes a token for one request; it throws {ApiError} 429 if the bucket is empty
 */
export function createRateLimit(limit: number, now: () => number): () => void {
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
