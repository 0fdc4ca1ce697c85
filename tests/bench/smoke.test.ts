import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isMissed, judge } from "./figures/figure.ts";
import { quantile, ratiosOf } from "./figures/statistics.ts";
import { toTable } from "./figures/table.ts";
import { goals } from "./goals.ts";
import { backlogged } from "./measures/keeping/backlogs.ts";
import { sizedPages } from "./measures/sizes/pages.ts";

const lastPages = sizedPages.filter(({ is }) => is === "last page");

/** Goals that many figures have, each under a name of its own. */
const sharedGoals = /^(page|last page|download|call|search with|the longest transaction) /;

test("the benchmark compares pages that show the same, and measures every goal", async () => {
  const script = join(import.meta.dirname, "main.ts");

  const { stdout } = await promisify(execFile)(process.execPath, [script, "--smoke"]);

  expect(stdout).not.toContain("NaN");
  for (const goal of Object.keys(goals).filter((name) => !sharedGoals.test(name))) {
    expect(stdout).toMatch(new RegExp(`^${goal} .* at (least|most) `, "m"));
  }
  expect(stdout.match(/, by :small .* at most 1\.5 /g)).toHaveLength(5);
  expect(stdout.match(/^\/.* ms by .* ms .* at most 2 /gm)).toHaveLength(
    sizedPages.length - lastPages.length,
  );
  expect(stdout.match(/page=:last: .* ms by .* ms .* at most 3 /g)).toHaveLength(lastPages.length);
  expect(stdout.match(/^ {2}the longest transaction of .* at most 2000 /gm)).toHaveLength(backlogged.length);
  expect(stdout.match(/, by the unfiltered .* at most 2 /g)).toHaveLength(12);
  expect(stdout.match(/^search with a filter, by the search without: /gm)).toHaveLength(4);
  expect(stdout.match(/, by the whole log .* at most 2 /g)).toHaveLength(50);
  expect(stdout.match(/, many people by few .* at most 1 /g)).toHaveLength(11);
});

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
