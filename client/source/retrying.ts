import { SupportError } from "./error.ts";
import { faultOf } from "./request.ts";

const longestWaitSeconds = 60;
const firstPauseMs = 500;
const longestPauseMs = 8_000;

/** Refusals that are about the load, not about a person. Waiting for another one would surprise the caller. */
const aboutLoad: unknown[] = [undefined, "tooManyRequests", "tooManySearches"];

/** Faults before anything was sent. */
const neverSent: unknown[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/** Makes a call up to `retries` times more, as long as `pauseBefore` allows it. */
export async function withRetries(
  call: () => Promise<unknown>,
  { retries, isSafe }: { retries: number; isSafe: boolean },
): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const pause = tries < retries ? pauseBefore(error, { tries, isSafe }) : undefined;
      if (pause === undefined) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
      });
    }
  }
}

/**
 * After how many milliseconds a failed call is repeated: as long as the console says, else twice as long each time. A
 * random part keeps scripts that failed together from coming back together.
 *
 * @param tries how often the call has been repeated
 * @param isSafe whether it may be repeated although it could have taken effect
 * @param random a number from 0 to 1
 * @returns undefined if it must not be repeated, or should not for longer than a minute
 */
export function pauseBefore(
  error: unknown,
  { tries, isSafe }: { tries: number; isSafe: boolean },
  random = Math.random(),
): number | undefined {
  if (!(error instanceof SupportError) || !isWorthRepeating(error, isSafe)) return undefined;
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) {
    return retryAfterSeconds <= longestWaitSeconds
      ? retryAfterSeconds * (1 + random / 10) * 1_000
      : undefined;
  }
  return Math.min(longestPauseMs, firstPauseMs * 2 ** tries) * (0.5 + random / 2);
}

function isWorthRepeating({ status, code, reason, cause }: SupportError, isSafe: boolean): boolean {
  if (status === 429) return aboutLoad.includes(reason);
  if (neverSent.includes(faultOf(cause))) return true;
  return isSafe && (code === "NETWORK_ERROR" || code === "TIMEOUT" || [502, 503, 504].includes(status ?? 0));
}
