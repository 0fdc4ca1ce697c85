import { expect, it } from "vitest";
import { choosePlan } from "./plan.ts";

const sizeOfSample = 500;

/** A sample of a list, in which each word is in the rows that `has` says. */
function sampleWith(has: Record<string, (place: number) => boolean>) {
  const words = Array.from({ length: sizeOfSample }, (_, place) =>
    Object.keys(has)
      .filter((word) => has[word]?.(place))
      .join(" "),
  );
  return { rows: 1_000_000, words };
}

const sample = sampleWith({
  common: () => true,
  usual: (place) => place % 10 === 3,
  first: (place) => place < 25,
  last: (place) => place >= 475,
  rare: (place) => place % 167 === 2,
  zq: (place) => place === 3,
});

it.each([
  // one letter has no other way than the order of the list
  [["c"], { rows: 6_000, lookUp: [] }],
  [["λ"], { rows: Infinity, lookUp: [] }],
  // common words are read in order, half as many rows again as the sample says
  [["common"], { rows: 6_000, lookUp: ["common"] }],
  [["usual"], { rows: 42_000, lookUp: ["usual"] }],
  [["us"], { rows: 42_000, lookUp: ["us"] }],
  [["first"], { rows: 6_000, lookUp: ["first"] }],
  // words that come late in the list, or are rare, are looked up
  [["last"], { rows: 0, lookUp: ["last"] }],
  [["absent"], { rows: 0, lookUp: ["absent"] }],
  [["zq"], { rows: 0, lookUp: ["zq"] }],
  // with words that rule out many matches
  [["common", "rare"], { rows: 0, lookUp: ["rare"] }],
  [["usual", "last", "c"], { rows: 0, lookUp: ["last", "usual"] }],
  [["zq", "rare"], { rows: 0, lookUp: ["rare"] }],
] as const)("plans a search for %j", (words, plan) => {
  expect(choosePlan(sample, [...words], 1_001)).toEqual(plan);
});

it("looks everything up in a table of which it knows nothing", () => {
  expect(choosePlan({ rows: -1, words: [] }, ["common"], 1_001)).toEqual({ rows: 0, lookUp: ["common"] });
});
