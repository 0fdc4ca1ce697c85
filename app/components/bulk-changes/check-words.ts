import type { DescribedBulkChange, Verdict } from "../../../server/bulk-changes/schema";

type Kind = DescribedBulkChange["kind"];

/** What the check found for a row, in the words of the page. */
export const verdictTexts: Record<Verdict, string> = {
  will_be_added: "Will be added",
  will_be_linked: "Will be added to another organisation",
  will_be_invited: "Will be invited again",
  will_be_removed: "Will be removed",
  already_belongs: "Already belongs",
  already_removed: "Already removed",
  just_invited: "Invited less than 5 minutes ago",
  signed_in: "Has signed in",
  refused: "",
};

/** What a refused row cannot be. */
export const refusedTexts: Record<Kind, string> = {
  add: "Cannot be added",
  invite_again: "Cannot be invited again",
  remove: "Cannot be removed",
};

/** For each kind, what is counted: first what will be done, then what there is no need to do, then what cannot be done. */
const counted: Record<Kind, [verdict: Verdict, text: string][]> = {
  add: [
    ["will_be_added", "Will be added"],
    ["will_be_linked", "Will be added to another organisation"],
    ["already_belongs", "Already belong"],
    ["refused", refusedTexts.add],
  ],
  invite_again: [
    ["will_be_invited", "Will be invited again"],
    ["just_invited", "Were invited less than 5 minutes ago"],
    ["signed_in", "Have signed in"],
    ["already_removed", "Have been removed"],
    ["refused", refusedTexts.invite_again],
  ],
  remove: [
    ["will_be_removed", "Will be removed"],
    ["already_removed", "Have been removed already"],
    ["refused", refusedTexts.remove],
  ],
};

/** What the check found, each with the number of rows. What was found for no row is left out. */
export function countsOf({ kind, verdicts }: Pick<DescribedBulkChange, "kind" | "verdicts">) {
  return counted[kind]
    .map(([verdict, text]) => ({ text, rows: verdicts[verdict] }))
    .filter(({ rows }) => rows > 0);
}

/** Texts for a check that found the same for all rows. */
const allAlike: Partial<Record<Verdict, string>> = {
  already_belongs: "All of these users already belong",
  signed_in: "All of these users have signed in",
  just_invited: "All of these users were invited less than 5 minutes ago",
  already_removed: "All of these users have already been removed",
};

const noneOfThem: Record<Kind, string> = {
  add: "None of these users can be added",
  invite_again: "None of these users can be invited again",
  remove: "None of these users can be removed",
};

/** Why there is nothing to do for any row. */
export function nothingToDo({ kind, verdicts, total }: DescribedBulkChange): string {
  const alike = counted[kind].map(([verdict]) => verdict).find((verdict) => verdicts[verdict] === total);
  return (alike && allAlike[alike]) ?? noneOfThem[kind];
}
