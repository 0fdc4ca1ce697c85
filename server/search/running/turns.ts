import { refusal } from "../../refusals.ts";

/** How many searches of one caller run at a time, and how long a further one waits, in milliseconds. */
export type TurnLimits = { atOnce: number; patience: number };

type Places = { taken: number; waiting: Set<() => void> };

/**
 * Lets each caller do only so much at a time. What is beyond waits for its turn, in order, for a short time
 * (specification, section 9, Hostile requests). It counts in this process only.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #places = new Map<string, Places>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * Waits until it is the caller's turn.
   *
   * @param signal ends the wait when it is aborted
   * @returns a function that ends the turn
   * @throws {TRPCError} with the reason `tooManySearches`; or the signal's reason
   */
  async take(caller: string, signal: AbortSignal | undefined): Promise<() => void> {
    const places = this.#places.get(caller) ?? { taken: 0, waiting: new Set() };
    this.#places.set(caller, places);
    if (places.taken < this.#limits.atOnce) places.taken += 1;
    else await this.#wait(places, signal);
    return () => {
      this.#pass(caller, places);
    };
  }

  /** Gives the place to the next one that waits. */
  #pass(caller: string, places: Places): void {
    const [next] = places.waiting;
    if (next !== undefined) {
      places.waiting.delete(next);
      next();
      return;
    }
    places.taken -= 1;
    if (places.taken === 0) this.#places.delete(caller);
  }

  #wait({ waiting }: Places, signal: AbortSignal | undefined): Promise<void> {
    const { patience } = this.#limits;
    return new Promise((resolve, reject) => {
      const begin = () => {
        stop();
        resolve();
      };
      const giveUp = (error: Error) => {
        stop();
        waiting.delete(begin);
        reject(error);
      };
      const timer = setTimeout(() => {
        giveUp(refusal("tooManySearches", { retryAfterSeconds: Math.ceil(patience / 1_000) }));
      }, patience);
      const leave = () => {
        giveUp(signal?.reason as Error);
      };
      const stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", leave);
      };
      signal?.addEventListener("abort", leave);
      waiting.add(begin);
    });
  }
}
