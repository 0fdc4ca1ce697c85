import { type Sample, trigramsOf } from "./sample.ts";

/** More of them take longer and rule out little more. */
const fewestParts = 2;
const mostParts = 3;

/** What the index has of a word: no part with '#' or '~', which stand before numbers. */
const inIndex = /[a-z0-9]{2,}|[^ -~]+/gu;

/**
 * Chooses the parts of words by which rows are looked up in the index: for each word its rarest three characters, or the
 * word itself if it is shorter. Empty if the index cannot find them: it has no single letters of ASCII.
 */
export function partsToLookUp(sample: Sample, words: string[]): string[] {
  const frequency = (part: string) => sample.get(part) ?? 0;
  const rare = (parts: string[]) =>
    [...new Set(parts)].toSorted((one, other) => frequency(one) - frequency(other));
  const pieces = words.flatMap((word) => word.match(inIndex) ?? []);
  const long = pieces.map((piece) => rare(trigramsOf(piece))).filter((trigrams) => trigrams.length > 0);
  if (long.length === 0) return pieces.slice(0, mostParts);
  const rarest = rare(long.flatMap(([first]) => first ?? []));
  const wanted = Math.min(Math.max(rarest.length, fewestParts), mostParts);
  return [...new Set([...rarest, ...rare(long.flat())])].slice(0, wanted);
}
