import type { Spread } from "./statistics.ts";

/** A row of the table: a measurement and its goal, if it has one. */
export type Figure = {
  what: string;
  value: Spread;
  unit?: string;
  limit?: { atLeast: number } | { atMost: number };
  /** Why this machine cannot judge the goal. */
  notJudged?: string;
};

/** A figure that does not vary. */
export function exactly(value: number): Spread {
  return { median: value, low: value, high: value };
}

/** Whether a goal is missed by more than the measured spread. */
export function isMissed({ value, limit, notJudged }: Figure): boolean {
  if (limit === undefined || notJudged !== undefined) return false;
  return "atLeast" in limit ? value.high < limit.atLeast : value.low > limit.atMost;
}

/** One line for each figure, in columns. */
export function toTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    reached(figure),
    spread(figure),
    goal(figure),
    verdict(figure),
  ]);
  const all = [["", "reached", "all rounds", "goal", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return all.map((row) => line(row).trimEnd()).join("\n");
}

const reached = ({ value, unit = "" }: Figure) => `${round(value.median)}${unit}`;
const spread = ({ value }: Figure) =>
  value.low === value.high ? "" : `${round(value.low)} to ${round(value.high)}`;

function goal({ limit }: Figure): string {
  if (limit === undefined) return "";
  return "atLeast" in limit ? `at least ${round(limit.atLeast)}` : `at most ${round(limit.atMost)}`;
}

function verdict(figure: Figure): string {
  if (figure.limit === undefined) return "";
  if (figure.notJudged !== undefined) return `not judged: ${figure.notJudged}`;
  return isMissed(figure) ? "MISSED" : "met";
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
