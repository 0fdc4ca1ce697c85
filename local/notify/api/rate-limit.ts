const largestBucket = 1_000;

/**
 * Limits the rate of requests as Notify does, with a token bucket that is smaller than the limit: 1,000 tokens for 3,000
 * requests a minute. It is refilled evenly. A refused request takes what was refilled since the one before, so a client
 * that does not pause stays refused.
 *
 * @param limit in requests per minute
 * @returns a function that takes a token for one request; it returns false if the bucket has none
 */
export function createRateLimit(limit: number, now: () => number): () => boolean {
  const room = Math.min(Math.ceil(limit / 3) + 1, largestBucket);
  let tokens = room;
  let filled = now();
  return () => {
    const time = now();
    const found = Math.min(room, tokens + ((time - filled) * limit) / 60_000);
    filled = time;
    tokens = Math.max(found - 1, 0);
    return found >= 1;
  };
}
