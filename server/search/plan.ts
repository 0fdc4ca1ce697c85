import { isIndexable } from "./matches.ts";
import { placesOf, type Sample, trigramLength, trigramsOf } from "./sample.ts";

/**
 * How to find a page of matches and to count them: by reading an index in the order of the list until there are enough,
 * or by looking up rows that contain `lookUp`, parts of the words, in the index of trigrams.
 */
export type Plan = { pageInOrder: boolean; countInOrder: boolean; lookUp: string[] };

/** How many rows with the words a search needs: for its page, and to say how many there are. */
export type Enough = { page: number; count: number };

// Measured among 1,000,000 people. The unit is one row that is read in order.
const costOfMatch = 4;
/** The cost of an entry of the rarest word in the index. */
const costOfEntry = 0.8;
/** The same for another word: most of its entries are skipped. */
const costOfOtherEntry = 0.1;
/** The same for a word of two letters, which is looked up with each character that can follow. */
const costOfPairEntry = 3;
/**
 * Chooses the cheapest plan by a sample of the table. A wrong estimate only costs time.
 *
 * @param words at least one
 */
export function choosePlan(sample: Sample, words: string[], enough: Enough): Plan {
  const all = Math.max(1, sample.rows); // PostgreSQL says -1 of a new table
  const [rarest, ...others] = chooseWords(sample, words);
  if (rarest === undefined) return { pageInOrder: true, countInOrder: true, lookUp: [] };
  const entries = all * costOfEntries(sample, [rarest, ...others]);
  const matches = all * shareOf(sample, words);
  const costs = [
    { pageInOrder: true, countInOrder: true, cost: rowsToRead(sample, words, enough.count) },
    {
      pageInOrder: true,
      countInOrder: false,
      cost: rowsToRead(sample, words, enough.page) + entries + Math.min(matches, enough.count) * costOfMatch,
    },
    { pageInOrder: false, countInOrder: false, cost: entries + matches * costOfMatch },
  ];
  const { pageInOrder, countInOrder } = costs.reduce((best, way) => (way.cost < best.cost ? way : best));
  if (countInOrder) return { pageInOrder, countInOrder, lookUp: [] };
  return { pageInOrder, countInOrder, lookUp: partsToLookUp(sample, [rarest, ...others]) };
}

/** The share of the sample that has all words. Words that it lacks count as half a row; without a sample, all are rare. */
function shareOf(sample: Sample, words: string[]): number {
  return Math.max(0.5, placesOf(sample, words).length) / Math.max(usualSize, sample.words.length);
}

/** The number of rows in the sample of a large table. */
const usualSize = 500;

/**
 * The number of rows to read in order to come upon so many that have all words. The sample is about in the order of the
 * list, so this holds for words that cluster too, such as a first name. All rows if the sample has too few of them.
 */
function rowsToRead(sample: Sample, words: string[], wanted: number): number {
  const rows = Math.max(1, sample.rows);
  const size = sample.words.length;
  const places = placesOf(sample, words);
  const inSample = (wanted * size) / rows;
  const [first = NaN, second = NaN] = places;
  const start = Math.max(0, 2 * first - second); // as far before the first as the second is after it
  const last = inSample < 1 ? start + inSample * (second - first) : places[Math.ceil(inSample)];
  return last === undefined || Number.isNaN(last) ? rows : ((last + 1) / size) * rows;
}

/**
 * Chooses the words to look up: the rarest one, and others unless their entries cost more than the matches that they
 * rule out. Words of two letters only if there are no longer ones.
 */
function chooseWords(sample: Sample, words: string[]): string[] {
  const long = words.filter((word) => word.length >= trigramLength);
  const usable = long.length > 0 ? long : words.filter(isIndexable);
  const chosen: string[] = [];
  for (const word of usable.toSorted((one, other) => shareOf(sample, [one]) - shareOf(sample, [other]))) {
    const ruledOut = shareOf(sample, chosen) * costOfMatch;
    if (chosen.length > 0 && shareOf(sample, [word]) * costOfOtherEntry > ruledOut) break;
    chosen.push(word);
  }
  return chosen;
}

/** What finding words in the index costs, for each row of the table. @param words the rarest one first */
function costOfEntries(sample: Sample, words: string[]): number {
  const costs = words.map((word, place) => {
    if (word.length < trigramLength) return shareOf(sample, [word]) * costOfPairEntry;
    return shareOf(sample, [word]) * (place === 0 ? costOfEntry : costOfOtherEntry);
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/**
 * What to look up of words: the rarest three characters of each, or the two rarest of a single word. More of them take
 * longer and rule out little more.
 */
function partsToLookUp(sample: Sample, words: string[]): string[] {
  const most = words.length === 1 ? 2 : 1;
  return words.flatMap((word) =>
    word.length < trigramLength ? [word] : rarestOf(sample, word).slice(0, most),
  );
}

function rarestOf({ places }: Sample, word: string): string[] {
  const frequency = (trigram: string) => places.get(trigram)?.length ?? 0;
  return [...new Set(trigramsOf(word))].toSorted((one, other) => frequency(one) - frequency(other));
}
