import { setTimeout as delay } from "node:timers/promises";

/**
 * A pause for all emails of one worker, made when Notify limits the rate. Each pause is twice as long as the one
 * before, up to the longest; after Notify accepts an email, the next is short again (specification, section 4,
 * Sending).
 */
export class SendingPause {
  readonly #stopping = new AbortController();
  readonly #first: number;
  readonly #longest: number;
  #next: number;
  #until = 0;

  /** `first` and `longest` are the lengths of the first and the longest pause, in milliseconds. */
  constructor({ first, longest }: { first: number; longest: number }) {
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

  /** Makes the next pause as short as the first. Call it when Notify accepts an email. */
  reset(): void {
    this.#next = this.#first;
  }

  /**
   * Waits for the end of the pause.
   *
   * @param deadline the time to stop waiting, in milliseconds since 1970
   * @returns false if the pause had not ended by the deadline, or if the worker stops
   */
  async wait(deadline: number): Promise<boolean> {
    const { signal } = this.#stopping;
    while (this.left > 0 && Date.now() < deadline && !signal.aborted) {
      const length = Math.min(this.left, deadline - Date.now());
      await delay(length, undefined, { signal }).catch(ignoreAbort);
    }
    return this.left === 0 && !signal.aborted;
  }

  /** Ends all waiting at once. Call it when the worker stops. */
  stop(): void {
    this.#stopping.abort();
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
