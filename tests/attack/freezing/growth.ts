/** What a piece of code does with a text. */
export type Reads = (text: string) => unknown;

/** The usual size of the smallest text, in UTF-16 code units. Node accepts four times as much in the headers of a request. */
const usualSize = 4_096;

/**
 * How often each text is read, in turn with the others, so that garbage and other processes are not in the way of one length
 * alone. The fastest time counts, because they can only make it longer.
 */
const repeats = 5;

/** Below this many milliseconds a measurement is too coarse to compare. Quadratic time soon takes a hundred times it. */
const grain = 2;

/**
 * Measures by how much the CPU time of a function grows when a text of a repeated unit becomes four times as long.
 *
 * @param read reads the text
 * @param unit what the text repeats
 * @param size the size of the smallest text, in UTF-16 code units
 * @returns the growth for twice the text: 2 is linear
 */
export async function growthOf(read: Reads, unit: string, size = usualSize): Promise<number> {
  const texts = [1, 4].map((factor) => textOf(unit, size * factor));
  const best = texts.map(() => Infinity);
  for (let time = 0; time < repeats; time += 1) {
    for (const [index, text] of texts.entries()) {
      const fastest = best[index] ?? Infinity;
      if (fastest > grain) best[index] = Math.min(fastest, await timeOf(read, text));
    }
  }
  const [first = 0, last = 0] = best;
  return Math.sqrt(Math.max(last, grain) / Math.max(first, grain));
}

function textOf(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** The CPU time of this thread, in milliseconds. */
async function timeOf(read: Reads, text: string): Promise<number> {
  const before = process.threadCpuUsage();
  await read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
