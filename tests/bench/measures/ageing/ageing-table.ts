import { fitLine, isFlat } from "./slopes.ts";
import type { Sample } from "./samples.ts";

/** A sample and when it was taken, in hours from the start. */
export type Taken = { at: number; sample: Sample };

/** What one figure did in the last half of the run. `isRising` is left out for what is meant to grow. */
type Trend = { name: string; last: number; slope: number; error: number; isRising?: boolean };

/** How much of its level a figure may rise in an hour. */
const allowed = 0.05;

/** Steady traffic adds rows, and with them size; handles are few, so that one more is much of them. */
const isMeantToGrow = (name: string) => /: (kB|rows)$/.test(name);

/** Fits a line through the last half of the samples of each figure. */
export function findTrends(taken: Taken[]): Trend[] {
  const half = taken.slice(Math.floor(taken.length / 2));
  const names = [...(half.at(-1)?.sample.keys() ?? [])];
  return names.map((name) => {
    const points = half.flatMap(({ at, sample }) => {
      const value = sample.get(name);
      return value === undefined ? [] : { at, value };
    });
    const line = fitLine(points);
    const { slope, error } = line;
    const trend = { name, last: points.at(-1)?.value ?? Number.NaN, slope, error };
    return isMeantToGrow(name) ? trend : { ...trend, isRising: points.length > 2 && !isFlat(line, allowed) };
  });
}

/** One line for each figure, in columns. */
export function toAgeingTable(trends: Trend[]): string {
  const rows = trends.map(({ name, last, slope, error, isRising }) => [
    name,
    round(last),
    `${round(slope)} ± ${round(2 * error)}`,
    isRising === undefined ? "grows by rows" : isRising ? "RISES" : "flat",
  ]);
  const all = [["", "at the end", "an hour, in the last half", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const round = (value: number) => String(Number(value.toPrecision(3)));
