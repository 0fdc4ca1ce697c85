/** What a piece of code does with a text. */
export type Reads = (text: string) => unknown;

/** The usual size of the longest text, in UTF-16 code units: what Node accepts in the headers of a request. */
const usualSize = 16_384;

/** How many times as long the longest text is as the shortest. The further apart, the less a disturbance counts. */
const factor = 16;

/**
 * How often a growth is measured at most. Garbage and other processes only make a reading longer, so the fastest counts,
 * and what is not yet linear is read again.
 */
const attempts = 10;

/** How often the short text is read for each reading of the long one, because its first readings are not compiled yet. */
const shortReadings = 3;

/** A text read in fewer milliseconds than this freezes nothing, however its time grows. */
const harmless = 2;

/** The growth for twice a text that is halfway between linear (2) and quadratic time (4). */
export const mostGrowth = 3;

/**
 * Measures by how much the CPU time of a function grows when a text of a repeated unit becomes twice as long.
 *
 * It takes the time of the process. Linux counts the time of a running thread at each tick only, every 4 ms, and the clock
 * counts other processes, which interrupt the longer reading more often.
 *
 * @param read reads the text
 * @param unit what the text repeats
 * @param size the size of the longest text, in UTF-16 code units
 * @returns the growth: about 2, or less, is linear; it is above {@link mostGrowth} only if each attempt was
 */
export async function growthOf(read: Reads, unit: string, size = usualSize): Promise<number> {
  const short = textOf(unit, size / factor);
  const long = textOf(unit, size);
  let fastestShort = Infinity;
  let fastestLong = Infinity;
  let growth = Infinity;
  for (let attempt = 0; attempt < attempts && growth > mostGrowth; attempt += 1) {
    for (let reading = 0; reading < shortReadings; reading += 1) {
      fastestShort = Math.min(fastestShort, await timeOf(read, short));
    }
    fastestLong = Math.min(fastestLong, await timeOf(read, long));
    growth = fastestLong < harmless ? 1 : (fastestLong / fastestShort) ** (1 / Math.log2(factor));
  }
  return growth;
}

function textOf(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** The CPU time that a text takes to read, in milliseconds. */
async function timeOf(read: Reads, text: string): Promise<number> {
  const before = process.cpuUsage();
  await read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
