import { expect, test } from "vitest";
import { isMissed, judge } from "./figure.ts";
import { quantile, ratiosOf } from "./statistics.ts";
import { toTable } from "./table.ts";

test.for([
  [[0.5, 0.6, 0.54], false],
  [[0.5, 0.4, 0.45], false],
  [[0.56, 0.6, 0.57], true],
] as const)("of a goal of at most 0.55, reaching %j is missing it: %j", ([values, missed]) => {
  const figure = judge("user list, by B", [...values]);

  expect(isMissed(figure)).toBe(missed);
  expect(isMissed({ ...figure, notJudged: "too few cores" })).toBe(false);
  expect(toTable([figure])).toContain(missed ? "MISSED" : "met");
});

test("a goal of at least 0.33 is missed if every start is below it", () => {
  expect(isMissed(judge("A, by the user list", [0.32, 0.34, 0.3]))).toBe(false);
  expect(isMissed(judge("A, by the user list", [0.32, 0.31, 0.3]))).toBe(true);
});

test("ratios pair measurements of the same round", () => {
  expect(ratiosOf([2, 40, 6], [1, 10, 2])).toEqual([2, 4, 3]);
});

test("a quantile lies between two values in proportion", () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([10, 20], 0.2)).toBe(12);
});
