import { expect, it } from "vitest";
import { choosePlan, type Plan } from "./plan.ts";
import { takeSample } from "./sample.ts";

const sizeOfSample = 500;

/** A sample of a list, in which each word is in the rows that `has` says. */
function sampleWith(has: Record<string, (place: number) => boolean>) {
  const words = Array.from({ length: sizeOfSample }, (_, place) =>
    Object.keys(has)
      .filter((word) => has[word]?.(place))
      .join(" "),
  );
  return takeSample(1_000_000, words);
}

const sample = sampleWith({
  common: () => true,
  often: (place) => place % 10 === 3,
  seldom: (place) => place % 40 === 7,
  first: (place) => place < 25,
  last: (place) => place >= 475,
  rare: (place) => place % 167 === 2,
  zq: (place) => place === 3,
});

const inOrder: Plan = { pageInOrder: true, countInOrder: true, lookUp: [] };
const countedApart = (...lookUp: string[]): Plan => ({ pageInOrder: true, countInOrder: false, lookUp });
const lookedUp = (...lookUp: string[]): Plan => ({ pageInOrder: false, countInOrder: false, lookUp });

it.each([
  // one letter has no other way than the order of the list
  [["c"], inOrder],
  [["λ"], inOrder],
  // words of which the first 1,000 rows come soon are read in order
  [["common"], inOrder],
  [["often"], inOrder],
  [["first"], inOrder],
  // only the page of words whose first 25 rows come soon
  [["seldom"], countedApart("sel", "eld")],
  // words that come late in the list, or are rare, are looked up
  [["last"], lookedUp("las", "ast")],
  [["zq"], lookedUp("zq")],
  // by the three characters that are the rarest in the sample
  [["commonest"], lookedUp("one", "nes")],
  [["xcommonx"], lookedUp("xco", "onx")],
  // with words that rule out many matches
  [["common", "zzzz"], lookedUp("zzz")],
  [["seldom", "last", "c"], lookedUp("sel", "las")],
] as const)("plans a search for %j", (words, plan) => {
  expect(choosePlan(sample, [...words], { page: 25, count: 1_001 })).toEqual(plan);
});

it("looks everything up in a table of which it knows nothing", () => {
  const nothing = takeSample(-1, []);

  expect(choosePlan(nothing, ["common"], { page: 25, count: 1_001 })).toEqual(lookedUp("com", "omm"));
});
