import { type RawBuilder, sql } from "kysely";
import type { CountsByValue } from "../../db/json-columns.ts";
import type { BulkChangeKind } from "../../db/types.ts";
import { type Outcome, outcome as outcomes, type Verdict, verdict as verdicts } from "./schema.ts";

/** The outcomes in words (specification, section 11, Outcomes). 'refused' has the row's problem instead. */
const words: Record<Exclude<Outcome, "refused" | "stopped">, string> = {
  added: "Added",
  linked: "Added to another organisation",
  invited: "Invitation requested",
  removed: "Removed",
  already_belongs: "Already belongs",
  already_removed: "Already removed",
  just_invited: "Invited less than 5 minutes ago",
  signed_in: "Signed in meanwhile",
  failed: "Could not be done. Try again",
};

/** The filters of the rows' list, each with the outcomes that it shows. */
export const groups = {
  done: ["added", "linked", "invited", "removed"],
  nothing_to_do: ["already_belongs", "already_removed", "just_invited", "signed_in"],
  not_done: ["refused", "failed", "stopped"],
} as const satisfies Record<string, Outcome[]>;

/** Whether a verdict means that there is something to do. */
export function isToDo(verdict: Verdict): boolean {
  return verdict.startsWith("will_be_");
}

/** What ended a bulk change early, and who started it. */
export type Ending = {
  stoppedBecause: string | null;
  startedByKind: string | null;
  startedByName: string | null;
};

/** Returns 'Stopped', or why a bulk change stopped by itself. Undefined if it was not stopped. */
export function describeEnding({ stoppedBecause, startedByKind, startedByName }: Ending): string | null {
  if (stoppedBecause === null) return null;
  if (stoppedBecause === "asked") return "Stopped";
  const name = startedByName ?? "";
  return startedByKind === "api_token"
    ? `Stopped: the API token ${name} was revoked or expired`
    : `Stopped: ${name} is no longer a support user`;
}

/** Returns a row's outcome in words: its problem, if the check or a rule found one. */
export function describeOutcome(
  { outcome, problem }: { outcome: Outcome | null; problem: string | null },
  ending: Ending,
): string | null {
  if (outcome === null) return null;
  if (outcome === "stopped") return describeEnding(ending);
  return problem ?? (outcome === "refused" ? "" : words[outcome]);
}

/** SQL for the number of rows with each outcome, as a JSON object; from the rows, so it takes a moment if there are many. */
export function countOutcomes(bulkChangeId: RawBuilder<string>): RawBuilder<CountsByValue> {
  return sql`(
    select coalesce(jsonb_object_agg(outcome, count), '{}') from (
      select outcome, count(*) from bulk_change_rows
      where bulk_change_id = ${bulkChangeId} and outcome is not null group by outcome
    ) as counted
  )`;
}

/** The numbers that pages show, from the counts of verdicts and outcomes. */
export function summarise(total: number, byVerdict: CountsByValue, byOutcome: CountsByValue) {
  const toDo = sumOf(byVerdict, verdicts.options.filter(isToDo));
  return {
    total,
    toDo,
    worked: sumOf(byOutcome, outcomes.options) - (total - toDo),
    done: sumOf(byOutcome, groups.done),
    nothingToDo: sumOf(byOutcome, groups.nothing_to_do),
    notDone: sumOf(byOutcome, groups.not_done),
  };
}

/** The number of rows that have one of some values. */
export function sumOf(counts: CountsByValue, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** Completes counts with a 0 for each value that no row has. */
export function withZeros<Name extends string>(names: Name[], counts: CountsByValue): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, counts[name] ?? 0])) as Record<Name, number>;
}

/** What a refusal of each kind of change is called in the download of outcomes. */
export const refusedAs: Record<BulkChangeKind, string> = {
  add: "Not added",
  invite_again: "Not invited",
  remove: "Not removed",
};
