/** How many credentials are remembered: far more than are in use at the same time. */
const mostRemembered = 10_000;

/**
 * Remembers whose credentials the latest requests had: sessions and API tokens that were found in the database. What a
 * client makes up is never among them.
 */
export class Callers {
  /** Callers by credential, the most recently used last. */
  readonly #known = new Map<string, string>();

  /** Returns the caller whose credential it is, if it is remembered. */
  find(credential: string): string | undefined {
    const caller = this.#known.get(credential);
    if (caller !== undefined) this.remember(credential, caller);
    return caller;
  }

  remember(credential: string, caller: string): void {
    this.#known.delete(credential);
    this.#known.set(credential, caller);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostRemembered && oldest !== undefined) this.#known.delete(oldest);
  }
}
