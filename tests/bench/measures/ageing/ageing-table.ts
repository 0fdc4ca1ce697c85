import { fitLine, isFlat, type Line } from "./slopes.ts";
import type { Sample } from "./samples.ts";

/** A sample and when it was taken, in hours from the start. */
export type Taken = { at: number; sample: Sample };

/** What one figure did in the last half of the run. */
type Trend = { name: string; last: number; line: Line; verdict: string; isRising: boolean };

/** How much of its level a figure may rise in an hour. */
const allowed = 0.05;

/** How many times as much space as in the first half a row may take in the last half. */
const allowedSpace = 1.5;

/** Judges the last half of the samples of each figure. */
export function findTrends(taken: Taken[]): Trend[] {
  const middle = Math.floor(taken.length / 2);
  const halves = { first: taken.slice(0, middle), last: taken.slice(middle) };
  const names = [...(taken.at(-1)?.sample.keys() ?? [])];
  return names.map((name) => {
    const { last = Number.NaN, line } = fit(halves.last, name);
    return { name, last, line, ...judge(name, line, halves) };
  });
}

type Halves = { first: Taken[]; last: Taken[] };

/**
 * A table may grow with its rows, if a row takes no more space than before. Anything else has to be flat; how many rows
 * there are is for information.
 */
function judge(name: string, line: Line, halves: Halves): { verdict: string; isRising: boolean } {
  const [, table] = /^(.*): (kB|rows)$/.exec(name) ?? [];
  if (name.endsWith(": rows")) return { verdict: "", isRising: false };
  const rows = table === undefined ? undefined : fit(halves.last, `${table}: rows`).line;
  if (table === undefined || rows === undefined || isFlat(rows, allowed)) {
    const isRising = !isFlat(line, allowed);
    return { verdict: isRising ? "RISES" : "flat", isRising };
  }
  const [before, after] = [bytesOfRow(halves.first, table), bytesOfRow(halves.last, table)];
  const isRising = after > allowedSpace * before;
  const known = Number.isNaN(before) ? "" : `, before ${Math.round(before)}`; // small tables are not measured
  const space = `${Math.round(after)} bytes a new row${known}`;
  return { verdict: isRising ? `RISES: ${space}` : `flat: ${space}`, isRising };
}

/** How many bytes a table grows for each row more. */
function bytesOfRow(taken: Taken[], table: string): number {
  return (1_024 * fit(taken, `${table}: kB`).line.slope) / fit(taken, `${table}: rows`).line.slope;
}

function fit(taken: Taken[], name: string): { last: number | undefined; line: Line } {
  const points = taken.flatMap(({ at, sample }) => {
    const value = sample.get(name);
    return value === undefined ? [] : { at, value };
  });
  return { last: points.at(-1)?.value, line: fitLine(points) };
}

/** One line for each figure, in columns. */
export function toAgeingTable(trends: Trend[]): string {
  const rows = trends.map(({ name, last, line: { slope, error }, verdict }) => [
    ...[name, round(last), `${round(slope)} ± ${round(2 * error)}`, verdict],
  ]);
  const all = [["", "at the end", "an hour, in the last half", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return all.map((row) => line(row).trimEnd()).join("\n");
}

const round = (value: number) => String(Number(value.toPrecision(3)));
