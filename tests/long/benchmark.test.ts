import { expect, test } from "vitest";
import { goals } from "../bench/goals.ts";
import { backlogged } from "../bench/measures/keeping/backlogs.ts";
import { sizedPages } from "../bench/measures/sizes/pages.ts";
import { runBenchmark } from "../bench/run-benchmark.ts";

const lastPages = sizedPages.filter(({ is }) => is === "last page");

/** Goals that many figures have, each under a name of its own. */
const sharedGoals = /^(page|last page|download|call|search with|the longest transaction) /;

test("the benchmark measures every goal", { timeout: 300_000 }, async () => {
  const table = await runBenchmark("--smoke");

  expect(table).not.toContain("NaN");
  for (const goal of Object.keys(goals).filter((name) => !sharedGoals.test(name))) {
    expect(table).toMatch(new RegExp(`^${goal} .* at (least|most) `, "m"));
  }
  expect(table.match(/, by :small .* at most 1\.5 /g)).toHaveLength(5);
  expect(table.match(/^\/.* ms by .* ms .* at most 2 /gm)).toHaveLength(sizedPages.length - lastPages.length);
  expect(table.match(/page=:last: .* ms by .* ms .* at most 3 /g)).toHaveLength(lastPages.length);
  expect(table.match(/^ {2}the longest transaction of .* at most 2000 /gm)).toHaveLength(backlogged.length);
  expect(table.match(/, by the unfiltered .* at most 2 /g)).toHaveLength(12);
  expect(table.match(/^search with a filter, by the search without: /gm)).toHaveLength(4);
  expect(table.match(/, by the whole log .* at most 2 /g)).toHaveLength(50);
  expect(table.match(/, many people by few .* at most 1 /g)).toHaveLength(11);
});
