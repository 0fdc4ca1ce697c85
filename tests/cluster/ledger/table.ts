import type { Losses } from "./ledger.ts";

/**
 * The outcome of a fault. Times are in seconds: `firstSave` and `firstEmail` are how long nothing was saved or sent, and
 * `slowestEmail` is the longest time from the answer to a save to its email. `hand`: what did not recover by itself.
 */
export type Outcome = Losses & {
  fault: string;
  firstSave: number;
  firstEmail: number;
  slowestEmail: number;
  hand?: string | undefined;
};

/** A fault that this machine cannot make, and what that needs. */
export type NotRun = { fault: string; needs: string };

const heads = [
  ...["fault", "acknowledged", "lost", "doubled", "emails lost", "emails doubled"],
  ...["s to first save", "s to first email", "slowest email, s", "hand needed"],
];

/** Whether nothing was lost or doubled, and nobody had to help. */
export function isPassed(outcome: Outcome): boolean {
  const { lost, doubled, emailsLost, emailsDoubled, acknowledged, hand } = outcome;
  return acknowledged > 0 && lost + doubled + emailsLost + emailsDoubled === 0 && hand === undefined;
}

/** One line for each fault, in columns. */
export function toTable(results: (Outcome | NotRun)[]): string {
  const rows = [heads, ...results.map((result) => ("needs" in result ? notRun(result) : cellsOf(result)))];
  const widths = heads.map((_, column) =>
    Math.max(...rows.filter((row) => row.length > 2).map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row.map((cell, column) => pad(cell, column, widths[column] ?? 0)).join("  ");
  return `${rows.map((row) => line(row).trimEnd()).join("\n")}\n`;
}

const notRun = ({ fault, needs }: NotRun) => [fault, `not run: needs ${needs}`];

const cellsOf = (outcome: Outcome) => [
  outcome.fault,
  ...[outcome.acknowledged, outcome.lost, outcome.doubled, outcome.emailsLost, outcome.emailsDoubled].map(
    String,
  ),
  ...[outcome.firstSave, outcome.firstEmail, outcome.slowestEmail].map((seconds) => seconds.toFixed(1)),
  outcome.hand ?? "no",
];

/** Figures are aligned to the right. */
function pad(cell: string, column: number, width: number): string {
  return column === 0 || column === heads.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}

/** The last line, as of `npm test`. A fault that was not run counts as neither. */
export function countOutcomes(results: (Outcome | NotRun)[]): { passed: number; failed: number } {
  const run = results.filter((result): result is Outcome => !("needs" in result));
  const passed = run.filter(isPassed).length;
  return { passed, failed: run.length - passed };
}
