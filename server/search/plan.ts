import { isIndexable } from "./matches.ts";
import type { Sample } from "./sample.ts";

/**
 * How to find the first matches of a list. First, up to `rows` rows are read from an index in the order of the list,
 * until there are enough matches; Infinity: all rows. If there are not, all matches are looked up in the index of
 * trigrams, by the words `lookUp`.
 */
export type Plan = { rows: number; lookUp: string[] };

// Measured among 1,000,000 people. The unit is one row that is read in order.
const costOfEntry = 0.2;
const costOfMatch = 10;
/** The cost of a match with words of two letters, which are looked up with each character that can follow. */
const costOfPairMatch = 30;
/** The number of rows in the sample of a large table. */
const usualSize = 500;
/** Reading this many times the expected number of rows in order shows that the sample is wrong about the words. */
const patience = 1.5;

/**
 * Chooses the cheapest plan by a sample of the table. A wrong estimate only costs time.
 *
 * @param words at least one
 * @param enough the number of rows with these words after which a search stops
 */
export function choosePlan(table: Sample, words: string[], enough: number): Plan {
  const sample = table.words;
  const all = Math.max(1, table.rows); // PostgreSQL says -1 of a new table
  const lookUp = chooseWords(sample, words);
  const cost = costOfLookUp(sample, lookUp) * all;
  const rows = rowsToRead(sample, words, (enough * sample.length) / all) * all;
  if (rows < cost && rows * patience < all) return { rows: Math.ceil(rows * patience), lookUp };
  return cost < Math.min(all, rows) ? { rows: 0, lookUp } : { rows: Infinity, lookUp: [] };
}

/** The share of the sample that has all words. Words that it lacks count as half a row; without a sample, all are rare. */
function shareOf(sample: string[], words: string[]): number {
  const found = sample.filter((text) => words.every((word) => text.includes(word)));
  return Math.max(0.5, found.length) / Math.max(usualSize, sample.length);
}

/**
 * The share of the list that has to be read to come upon so many rows of the sample that have all words. The sample is
 * about in the order of the list, so this holds for words that cluster too, such as a first name. Infinity if the sample
 * has too few of them.
 */
function rowsToRead(sample: string[], words: string[], wanted: number): number {
  const places = sample.flatMap((text, place) => (words.every((word) => text.includes(word)) ? [place] : []));
  const last = places[Math.ceil(wanted)];
  return last === undefined ? Infinity : (last + 1) / sample.length;
}

/**
 * Chooses the words to look up: the rarest one, and others unless their entries cost more than the matches that they
 * rule out. Words of two letters only if there are no longer ones.
 */
function chooseWords(sample: string[], words: string[]): string[] {
  const long = words.filter((word) => word.length > 2);
  const usable = long.length > 0 ? long : words.filter(isIndexable);
  const chosen: string[] = [];
  for (const word of usable.toSorted((one, other) => shareOf(sample, [one]) - shareOf(sample, [other]))) {
    const ruledOut = shareOf(sample, chosen) * costOfMatch;
    if (chosen.length > 0 && shareOf(sample, [word]) * costOfEntry > ruledOut) break;
    chosen.push(word);
  }
  return chosen;
}

/** What looking up words costs, for each row of the table. Infinity without words. */
function costOfLookUp(sample: string[], words: string[]): number {
  if (words.length === 0) return Infinity;
  const entries = words.reduce((sum, word) => sum + shareOf(sample, [word]), 0);
  const isLong = words.some((word) => word.length > 2);
  return entries * costOfEntry + shareOf(sample, words) * (isLong ? costOfMatch : costOfPairMatch);
}
