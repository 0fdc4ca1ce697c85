import { rateLimitError } from "./api-error.ts";

/**
 * Limits requests with a token bucket: a minute's worth at once, refilled evenly.
 *
 * @returns counts one request, and throws {ApiError} 429 when the bucket is empty
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
