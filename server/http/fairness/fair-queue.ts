/**
 * Lets one request begin in each turn of the event loop, and those that wait by lines: the next request is from the line
 * that has waited longest (specification, section 9, Hostile requests). So the many requests of one line delay a request
 * of another by about one of them at each of its steps, not by all of them.
 */
export class FairQueue {
  /** What waits, by line. The line whose turn comes next is the first; none is empty. */
  readonly #lines = new Map<string, (() => void)[]>();
  #isTaken = false;

  /** Begins at once and returns true, unless something else has begun in this turn of the event loop. */
  begin(begin: () => void): boolean {
    if (this.#isTaken) return false;
    this.#isTaken = true;
    setImmediate(this.#goOn);
    begin();
    return true;
  }

  /** Begins as soon as the line's turn comes. */
  wait(line: string, begin: () => void): void {
    if (this.begin(begin)) return;
    const waiting = this.#lines.get(line);
    if (waiting === undefined) this.#lines.set(line, [begin]);
    else waiting.push(begin);
  }

  readonly #goOn = (): void => {
    this.#isTaken = false;
    const [next] = this.#lines;
    if (next === undefined) return;
    const [line, waiting] = next;
    const begin = waiting.shift();
    this.#lines.delete(line);
    if (waiting.length > 0) this.#lines.set(line, waiting);
    if (begin !== undefined) this.begin(begin);
  };
}
