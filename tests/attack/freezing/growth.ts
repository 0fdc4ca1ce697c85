/** What a piece of code does with a text. */
export type Reads = (text: string) => unknown;

/** The usual size of the smallest text, in UTF-16 code units. Node accepts four times as much in the headers of a request. */
const usualSize = 4_096;

/** How often each text is read. The fastest time counts, because other processes can only make it longer. */
const repeats = 3;

/** Below this many milliseconds a measurement is too coarse to compare. Quadratic time soon takes a hundred times it. */
const grain = 2;

/**
 * Measures by how much the CPU time of a function grows when a text of a repeated unit becomes two and four times as
 * long. Twice the time for twice the text is linear.
 *
 * @param read reads the text
 * @param unit what the text repeats
 * @param size the size of the smallest text, in UTF-16 code units
 * @returns the growth for twice the text: the mean of the two steps
 */
export async function growthOf(read: Reads, unit: string, size = usualSize): Promise<number> {
  const times: number[] = [];
  for (const factor of [1, 2, 4]) times.push(await fastest(read, textOf(unit, size * factor)));
  const [first = 0, , last = 0] = times;
  return Math.sqrt(Math.max(last, grain) / Math.max(first, grain));
}

function textOf(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** The CPU time in milliseconds. A first reading that is much too slow is not repeated. */
async function fastest(read: Reads, text: string): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < repeats && best > grain; time += 1) {
    const before = process.threadCpuUsage();
    await read(text);
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}
