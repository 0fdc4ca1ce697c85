import { expect, it } from "vitest";
import { findTrends, toAgeingTable } from "./ageing-table.ts";

const count = 60;
const half = count / 2;

const sampleAt = (index: number) =>
  new Map([
    ["web: handles", 12],
    ["worker: heap after collection, MB", index < 20 ? 10 * index : 200], // a warm-up is no leak
    ["web: heap after collection, MB", 180 + index],
    ["emails: kB", 1_000 + index],
    ...(index < half ? [] : [["jobs: kB", 2_048 + index] as const, ["jobs: rows", 10 * index] as const]),
    ["emails: rows", 10 * index],
    ["drafts: kB", 1_000 + (index < half ? 1 : 2) * index],
    ["drafts: rows", 10 * index],
    ["sessions: kB", 1_000 + 10 * index],
    ["sessions: rows", 12],
  ]);

it("judges the last half of a run: tables may grow by rows, and a row takes no more space than before", () => {
  const taken = Array.from({ length: count }, (_, index) => ({ at: index / count, sample: sampleAt(index) }));
  const trends = findTrends(taken);

  expect(trends.filter(({ isRising }) => isRising).map(({ name }) => name)).toEqual([
    ...["web: heap after collection, MB", "drafts: kB", "sessions: kB"],
  ]);
  const table = toAgeingTable(trends);
  expect(table).toMatch(/^web: heap .* 239 .* RISES$/m);
  expect(table).toMatch(/^emails: kB .* flat: 102 bytes a new row, before 102$/m);
  expect(table).toMatch(/^jobs: kB .* flat: 102 bytes a new row$/m); // it was too small before
  expect(table).toMatch(/^drafts: kB .* RISES: 205 bytes a new row, before 102$/m);
});
