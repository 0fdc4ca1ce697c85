import { expect, it } from "vitest";
import { findTrends, toAgeingTable } from "./ageing-table.ts";

const sampleAt = (index: number) =>
  new Map([
    ["web: handles", 12],
    ["web: heap after collection, MB", index < 20 ? 10 * index : 180 + index], // a warm-up is no leak
    ["emails: rows", 1_000 * index],
  ]);

it("judges the last half of a run, and leaves out what is meant to grow", () => {
  const taken = Array.from({ length: 60 }, (_, index) => ({ at: index / 60, sample: sampleAt(index) }));
  const leaking = findTrends(taken);

  expect(leaking).toMatchObject([
    { name: "web: handles", last: 12, slope: 0, isRising: false },
    { name: "web: heap after collection, MB", last: 239, isRising: true },
    { name: "emails: rows", last: 59_000 },
  ]);
  expect(leaking[2]).not.toHaveProperty("isRising");
  expect(toAgeingTable(leaking)).toMatch(/^web: heap .* RISES$/m);
});
