import { type StoredRecords, surplus } from "./compare-records.ts";
import type { AcknowledgedChanges } from "../staff/acknowledged-changes.ts";

/** How long recovery from one fault took, in milliseconds. */
export type Recovered = { fault: string; until: string; took: number };

/** Describes the result of a run. */
export function describeRun(
  { changes, answers }: AcknowledgedChanges,
  recovered: Recovered[],
  actual: StoredRecords,
  expected: StoredRecords,
): string {
  const count = (outcome: string) => changes.filter((change) => change.outcome === outcome).length;
  const lines = (records: StoredRecords) => Object.values(records).flat();
  const slowest = Math.max(...answers.map(({ began, ended }) => ended - began));
  const rows = Map.groupBy(recovered, ({ fault, until }) => `${fault.padEnd(36)}${until.padEnd(36)}`);
  return [
    `${changes.length} changes: ${count("done")} done, ${count("refused")} refused, ${count("unknown")} unknown;` +
      ` ${surplus(lines(expected), lines(actual)).length} traces lost, ` +
      `${surplus(lines(actual), lines(expected)).length} too many; slowest answer ${seconds(slowest)}`,
    "How long recovering took, while other faults struck:",
    `${"fault".padEnd(36)}${"recovered when".padEnd(36)}times  median  longest`,
    ...[...rows].map(([row, group]) => row + describeTimes(group.map(({ took }) => took))),
    "",
  ].join("\n");
}

function describeTimes(times: number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const cells = [String(times.length).padStart(5), seconds(median).padStart(8)];
  return [...cells, seconds(sorted.at(-1) ?? Number.NaN).padStart(9)].join("");
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
