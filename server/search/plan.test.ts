import { expect, it } from "vitest";
import { choosePlan } from "./plan.ts";

/** A sample in which `common` is in every row, `usual` in 10%, `clustered` in 5%, `rare` in three and 'zq' in one. */
const sample = {
  rows: 1_000_000,
  words: Array.from({ length: 500 }, (_, index) =>
    [
      "common",
      index % 10 === 0 && "usual",
      index % 20 === 1 && "clustered",
      index % 167 === 2 && "rare",
      index === 3 && "zq",
    ]
      .filter(Boolean)
      .join(" "),
  ),
};

it.each([
  // one or two common letters have no better way than the order of the list
  [["c"], { rows: Infinity, lookUp: [] }],
  [["λ"], { rows: Infinity, lookUp: [] }],
  [["us"], { rows: Infinity, lookUp: [] }],
  // common words are read in order, half as many rows again as are expected to be needed
  [["common"], { rows: Infinity, lookUp: [] }],
  [["usual"], { rows: Infinity, lookUp: [] }],
  [["clustered"], { rows: 30_030, lookUp: ["clustered"] }],
  // rare ones are looked up, and only with words that rule out many of their matches
  [["rare", "common"], { rows: 0, lookUp: ["rare"] }],
  [["absent"], { rows: 0, lookUp: ["absent"] }],
  [["rare", "clustered", "c"], { rows: 0, lookUp: ["rare", "clustered"] }],
  // two letters only without longer words
  [["zq"], { rows: 0, lookUp: ["zq"] }],
  [["zq", "rare"], { rows: 0, lookUp: ["rare"] }],
])("plans a search for %j", (words, plan) => {
  expect(choosePlan(sample, words, 1_001)).toEqual(plan);
});

it("looks everything up in a table of which it knows nothing", () => {
  expect(choosePlan({ rows: -1, words: [] }, ["common"], 1_001)).toEqual({ rows: 0, lookUp: ["common"] });
});
