import { once } from "node:events";

/** The longest time that DfE Sign-in may take to answer a request, in milliseconds. */
export const providerTimeout = 10_000;

/** DfE Sign-in does not answer, or not in time. The page is 503, by the error's code. */
export class SignInUnavailable extends Error {
  override name = "SignInUnavailable";
  readonly code = "SIGN_IN_UNAVAILABLE";
}

/**
 * Gets JSON from DfE Sign-in.
 *
 * @param what the name of what is requested, for the log
 * @throws {SignInUnavailable} if it does not answer in time, or not with JSON
 */
export async function requestJson(
  what: string,
  address: string,
  timeout: number,
  headers: Record<string, string> = {},
): Promise<unknown> {
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw new Error(`It answered ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new SignInUnavailable(`DfE Sign-in's ${what} cannot be read`, { cause });
  }
}

/**
 * Limits the time of a library's request to DfE Sign-in that has no time-out of its own.
 *
 * @throws {SignInUnavailable} if it takes longer than `timeout` milliseconds
 */
export function withinTime<Answer>(answer: Promise<Answer>, timeout: number): Promise<Answer> {
  const late = once(AbortSignal.timeout(timeout), "abort").then((): never => {
    throw new SignInUnavailable("DfE Sign-in takes too long");
  });
  late.catch(() => undefined); // after the answer, nothing waits for this
  return Promise.race([answer, late]);
}
