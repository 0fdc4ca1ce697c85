import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isMissed, toTable } from "./figures/figure.ts";
import { ratioOf } from "./figures/statistics.ts";

test("the benchmark runs from end to end and measures every goal", async () => {
  const script = join(import.meta.dirname, "main.ts");

  const { stdout } = await promisify(execFile)(process.execPath, [script, "--smoke"]);

  const goals = stdout.split("\n").filter((line) => /at (least|most) [\d.]+ /.test(line));
  expect(goals.length, stdout).toBe(30);
  expect(stdout).not.toContain("NaN");
});

test("a ratio pairs measurements of the same round", () => {
  expect(ratioOf([2, 40, 6], [1, 10, 2])).toEqual({ median: 3, low: 2, high: 4 });
});

test.for([
  [{ atLeast: 2 }, false],
  [{ atLeast: 3 }, false],
  [{ atLeast: 5 }, true],
  [{ atMost: 4 }, false],
  [{ atMost: 3 }, false],
  [{ atMost: 1 }, true],
] as const)("between 2 and 4, a goal of %j missed is %j", ([limit, missed]) => {
  const figure = { what: "requests", value: { median: 3, low: 2, high: 4 }, limit };

  expect(isMissed(figure)).toBe(missed);
  expect(isMissed({ ...figure, notJudged: "too few cores" })).toBe(false);
  expect(toTable([figure]).endsWith(missed ? "MISSED" : "met")).toBe(true);
});
