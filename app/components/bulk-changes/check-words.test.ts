import { expect, test } from "vitest";
import type { DescribedBulkChange, Verdict } from "../../../server/bulk-changes/schema";
import { countsOf, nothingToDo } from "./check-words";

type Kind = DescribedBulkChange["kind"];

const none: Record<Verdict, number> = {
  will_be_added: 0,
  will_be_linked: 0,
  will_be_invited: 0,
  will_be_removed: 0,
  already_belongs: 0,
  already_removed: 0,
  just_invited: 0,
  signed_in: 0,
  refused: 0,
};

function checked(kind: Kind, found: Partial<Record<Verdict, number>>) {
  const total = Object.values(found).reduce((sum, rows) => sum + rows, 0);
  return { kind, total, verdicts: { ...none, ...found } } as DescribedBulkChange;
}

test("counts what was found, and leaves out what was found for no row", () => {
  expect(countsOf(checked("add", { refused: 6, will_be_added: 30, will_be_linked: 4 }))).toEqual([
    { text: "Will be added", rows: 30 },
    { text: "Will be added to another organisation", rows: 4 },
    { text: "Cannot be added", rows: 6 },
  ]);
});

test.each<[Kind, Verdict]>([
  ["add", "already_belongs"],
  ["invite_again", "already_removed"],
  ["invite_again", "just_invited"],
  ["invite_again", "signed_in"],
  ["remove", "already_removed"],
  ["remove", "refused"],
])("of a bulk change to %s, counts rows that are %s", (kind, verdict) => {
  expect(countsOf(checked(kind, { [verdict]: 2 })).map(({ rows }) => rows)).toEqual([2]);
});

test.each<[string, Kind, Partial<Record<Verdict, number>>]>([
  ["None of these users can be added", "add", { refused: 3 }],
  ["None of these users can be added", "add", { refused: 1, already_belongs: 1 }],
  ["All of these users already belong", "add", { already_belongs: 2 }],
  ["All of these users have signed in", "invite_again", { signed_in: 2 }],
  ["All of these users were invited less than 5 minutes ago", "invite_again", { just_invited: 1 }],
  ["None of these users can be invited again", "invite_again", { just_invited: 1, signed_in: 1 }],
  ["All of these users have already been removed", "remove", { already_removed: 2 }],
  ["None of these users can be removed", "remove", { refused: 2 }],
])("with nothing to do, it says '%s'", (text, kind, found) => {
  expect(nothingToDo(checked(kind, found))).toBe(text);
});
