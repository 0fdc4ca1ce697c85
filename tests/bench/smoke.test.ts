import { expect, test } from "vitest";
import { runBenchmark } from "./run-benchmark.ts";

test("the benchmark compares pages that show the same", async () => {
  const table = await runBenchmark("--quick", "--smoke");

  expect(table).not.toContain("NaN");
  for (const other of ["B", "B2"])
    expect(table).toMatch(new RegExp(`^user list, by ${other} .* at most `, "m"));
});
