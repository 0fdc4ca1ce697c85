import { setTimeout as delay } from "node:timers/promises";

/** The lengths of the first and the longest pause, in milliseconds. */
export type PauseLengths = { first: number; longest: number };

/**
 * A pause of one worker for all emails of one queue, made when Notify limits the rate. Each pause is twice as long as the one
 * before, up to the longest; after Notify accepts an email, the next is short again (specification, section 4,
 * Sending).
 */
export class SendingPause {
  readonly #stopping = new AbortController();
  readonly #first: number;
  readonly #longest: number;
  #next: number;
  #until = 0;

  constructor({ first, longest }: PauseLengths) {
    this.#first = first;
    this.#longest = longest;
    this.#next = first;
  }

  /** The time until the pause ends, in milliseconds; 0 if there is no pause. */
  get left(): number {
    return Math.max(0, this.#until - Date.now());
  }

  /** Begins a pause, unless the worker is already pausing because Notify limited the rate of another email. */
  begin(): void {
    if (this.left > 0) return;
    this.#until = Date.now() + this.#next;
    this.#next = Math.min(this.#next * 2, this.#longest);
  }

  /** Begins a pause until a time, in milliseconds since 1970, or makes one that has begun last until then. */
  beginUntil(time: number): void {
    this.#until = Math.max(this.#until, time);
  }

  /** Makes the next pause as short as the first. Call it when Notify accepts an email. */
  reset(): void {
    this.#next = this.#first;
  }

  /**
   * Waits for the end of the pause, unless that is after the deadline.
   *
   * @param deadline in milliseconds since 1970
   * @returns false if the pause has not ended, or if the worker stops
   */
  async wait(deadline: number): Promise<boolean> {
    const { signal } = this.#stopping;
    while (this.left > 0 && this.#until <= deadline && !signal.aborted) {
      await delay(this.left, undefined, { signal }).catch(ignoreAbort);
    }
    return this.left === 0 && !signal.aborted;
  }

  /**
   * Waits until a time.
   *
   * @param time in milliseconds since 1970
   * @returns false if there is a pause by then, or if the worker stops
   */
  async waitUntil(time: number): Promise<boolean> {
    const { signal } = this.#stopping;
    const left = time - Date.now();
    if (left > 0 && !signal.aborted) await delay(left, undefined, { signal }).catch(ignoreAbort);
    return this.left === 0 && !signal.aborted;
  }

  /** Ends all waiting at once. Call it when the worker stops. */
  stop(): void {
    this.#stopping.abort();
  }
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/**
 * Returns when to send again after Notify's limit of the day was reached: a minute after the next midnight UTC. If it
 * is less than an hour since midnight, in ten minutes: our clock may be before Notify's, and its count a little late.
 *
 * @param now in milliseconds since 1970, like the result
 */
export function endOfDailyLimit(now: number): number {
  const midnight = now - (now % day);
  return now - midnight < hour ? now + 10 * minute : midnight + day + minute;
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
