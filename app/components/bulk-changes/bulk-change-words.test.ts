import { expect, test } from "vitest";
import { emailsWarning, progressOf, resultOf, startOf, wordsFor } from "./bulk-change-words";
import type { DescribedBulkChange } from "../../../server/bulk-changes/schema";

type Counts = Partial<DescribedBulkChange>;

const button = (bulkChange: Counts & Pick<DescribedBulkChange, "kind">) =>
  wordsFor(bulkChange.kind).start(bulkChange as DescribedBulkChange);

test.each<[string, Parameters<typeof button>[0]]>([
  ["Add 34 users", { kind: "add", toDo: 34, people: 33, organisations: 9 }],
  ["Add 1 user", { kind: "add", toDo: 1 }],
  ["Send 2,000 invitations", { kind: "invite_again", toDo: 2_000 }],
  ["Send 1 invitation", { kind: "invite_again", toDo: 1 }],
  ["Remove 3 users", { kind: "remove", toDo: 3, people: 3, organisations: 1 }],
  ["Remove 1 user", { kind: "remove", toDo: 1, people: 1, organisations: 1 }],
  ["Remove 1 user from 2 organisations", { kind: "remove", toDo: 2, people: 1, organisations: 2 }],
])("the button says '%s'", (text, bulkChange) => {
  expect(button(bulkChange)).toBe(text);
});

test("the warning counts emails and people", () => {
  expect(emailsWarning({ emails: 1, people: 1 })).toBe("We will send 1 email to 1 person.");
  expect(emailsWarning({ emails: 1_200, people: 34 })).toBe("We will send 1,200 emails to 34 people.");
});

test.each([
  ["34 users added", { kind: "add", done: 34, notDone: 0 }],
  ["34 users added. 6 were not added.", { kind: "add", done: 34, notDone: 6 }],
  ["1 user added. 1 was not added.", { kind: "add", done: 1, notDone: 1 }],
  ["No users added. 1,000 were not added.", { kind: "add", done: 0, notDone: 1_000 }],
  ["5 users invited again", { kind: "invite_again", done: 5, notDone: 0 }],
  ["2 users removed", { kind: "remove", done: 2, notDone: 0 }],
  ["4 memberships removed. 1 was not removed.", { kind: "remove", done: 4, notDone: 1, toDo: 5, people: 3 }],
] as const)("once it has ended, it says '%s'", (text, counts) => {
  expect(resultOf({ toDo: 5, people: 5, ...counts })).toBe(text);
});

test("progress counts the rows that have something to do", () => {
  expect(progressOf({ worked: 1_034, toDo: 2_000 })).toBe("1,034 of 2,000");
});

test("a start has a time, and a person or a token", () => {
  const startedAt = "2026-01-14T10:32:00.000Z";
  const by = (kind: "support_user" | "api_token", name: string) =>
    startOf({ startedAt, startedBy: { kind, id: "1", name } });

  expect(by("support_user", "Priya Nair")).toBe("14 January 2026 at 10:32am by Priya Nair");
  expect(by("api_token", "nightly sync")).toBe("14 January 2026 at 10:32am by nightly sync (API token)");
});
