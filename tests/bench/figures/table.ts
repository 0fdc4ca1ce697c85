import { type Figure, isMissed, isStretched } from "./figure.ts";
import { methods } from "../goals.ts";
import { quantile } from "./statistics.ts";

const heads = ["", "reached", "lowest to highest", "goal", "", "measured"];

/** One line for each figure, in columns. */
export function toTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${round(quantile(figure.values, 0.5))}${figure.unit}`,
    range(figure.values),
    goalOf(figure),
    verdict(figure),
    figure.goal ? methods[figure.goal.how] : "",
  ]);
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return all.map((row) => line(row).trimEnd()).join("\n");
}

function range(values: number[]): string {
  const [low, high] = [round(Math.min(...values)), round(Math.max(...values))];
  return low === high ? "" : `${low} to ${high}`;
}

function goalOf({ goal }: Figure): string {
  if (goal === undefined) return "";
  const limit =
    "atLeast" in goal.limit ? `at least ${round(goal.limit.atLeast)}` : `at most ${round(goal.limit.atMost)}`;
  return goal.stretch === undefined ? limit : `${limit} (${round(goal.stretch)})`;
}

function verdict(figure: Figure): string {
  if (figure.goal === undefined) return "";
  if (figure.notJudged !== undefined) return `not judged: ${figure.notJudged}`;
  if (isMissed(figure)) return "MISSED";
  return isStretched(figure) ? "met, and the stretch" : "met";
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
