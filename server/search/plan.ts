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
/** Reading in order must be expected to be cheaper by this factor, because it may be in vain. */
const risk = 2;
/** Reading this many times the expected number of rows in order shows that the matches are not spread evenly. */
const patience = 1.5;

/**
 * Chooses the cheapest plan by a sample of the table. A wrong estimate only costs time.
 *
 * @param words at least one
 * @param enough the number of rows with these words after which a search stops
 */
export function choosePlan({ rows: all, words: sample }: Sample, words: string[], enough: number): Plan {
  if (!words.some(isIndexable)) return { rows: Infinity, lookUp: [] };
  // A word that the sample lacks counts as half a row of it. Without a sample, all words are rare.
  const shareOf = (wanted: string[]) =>
    Math.max(0.5, sample.filter((text) => wanted.every((word) => text.includes(word))).length) /
    Math.max(usualSize, sample.length);
  const { lookUp, cost } = chooseWords(words, shareOf);
  if (cost >= 1) return { rows: Infinity, lookUp: [] };
  const rows = enough / shareOf(words);
  return { rows: rows * risk < cost * all ? Math.ceil(rows * patience) : 0, lookUp };
}

/**
 * Chooses the words to look up: the rarest one, and others unless their entries cost more than the matches that they
 * rule out. Words of two letters only if there are no longer ones. `cost` is for each row of the table.
 */
function chooseWords(words: string[], shareOf: (words: string[]) => number) {
  const long = words.filter((word) => word.length > 2);
  const usable = long.length > 0 ? long : words.filter(isIndexable);
  const perMatch = long.length > 0 ? costOfMatch : costOfPairMatch;
  const lookUp: string[] = [];
  let entries = 0;
  for (const word of usable.toSorted((one, other) => shareOf([one]) - shareOf([other]))) {
    const share = shareOf([word]);
    if (lookUp.length > 0 && share * costOfEntry > shareOf(lookUp) * perMatch) break;
    lookUp.push(word);
    entries += share;
  }
  return { lookUp, cost: entries * costOfEntry + shareOf(lookUp) * perMatch };
}
