import { setTimeout as delay } from "node:timers/promises";

/**
 * What holds back all sending of one worker while Notify says 'too many requests'. Each pause that follows on another
 * is twice as long; a success starts anew.
 */
export class Pause {
  readonly #stopping = new AbortController();
  readonly #first: number;
  readonly #longest: number;
  #next: number;
  #until = 0;

  /** @param lengths of the first pause and of the longest, in milliseconds */
  constructor({ first, longest }: { first: number; longest: number }) {
    this.#first = first;
    this.#longest = longest;
    this.#next = first;
  }

  /** How much of the pause is left, in milliseconds. */
  get left(): number {
    return Math.max(0, this.#until - Date.now());
  }

  /** Holds sending back; of several emails that are turned away together, the first does. */
  begin(): void {
    if (this.left > 0) return;
    this.#until = Date.now() + this.#next;
    this.#next = Math.min(this.#next * 2, this.#longest);
  }

  /** Notes that Notify takes emails. */
  reset(): void {
    this.#next = this.#first;
  }

  /**
   * Waits until sending may go on.
   *
   * @param patience at most so long, in milliseconds
   * @returns whether it may; not where patience or the worker ended before the pause
   */
  async wait(patience: number): Promise<boolean> {
    const { signal } = this.#stopping;
    const giveUp = Date.now() + patience;
    while (this.left > 0 && Date.now() < giveUp && !signal.aborted) {
      const length = Math.min(this.left, giveUp - Date.now());
      await delay(length, undefined, { signal }).catch(ignoreAbort);
    }
    return this.left === 0 && !signal.aborted;
  }

  /** Lets everyone go who waits: the worker stops. */
  stop(): void {
    this.#stopping.abort();
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
