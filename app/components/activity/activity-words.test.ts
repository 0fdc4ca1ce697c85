import { expect, test } from "vitest";
import type { ActivityEntry } from "../../../server/activity/schema";
import { describeActivity, sentenceOf } from "./activity-words";

const priya = { kind: "support_user" as const, id: "1", name: "Priya Nair", hasPage: true } as const;
const megan = {
  ...{ kind: "organisation_user" as const, id: "2" },
  ...{ name: "Megan Price", email: "megan.price@example.com", hasPage: true },
} as const;
const tom = {
  ...{ kind: "support_user" as const, id: "3" },
  ...{ name: "Tom Whitfield", email: "tom.whitfield@education.gov.uk", hasPage: true },
} as const;
const script = {
  kind: "api_token" as const,
  id: "4",
  name: "nightly sync",
  email: null,
  hasPage: false,
} as const;
const system = { kind: "system", id: null, name: null, hasPage: false } as const;
const several = { id: "6", kind: "add", people: 1200 } as const;
const ashgrove = { id: "5", name: "Ashgrove Primary School", isClosed: false };
const basis = {
  id: 1,
  at: "2026-01-14T10:32:00Z",
  actor: priya,
  organisation: null,
  bulkChange: null,
  changes: null,
};

function wordsOf(entry: Partial<ActivityEntry> & Pick<ActivityEntry, "kind" | "subject">): string {
  return sentenceOf({ ...basis, ...entry });
}

const changes = {
  email: { from: "meg@example.com", to: "megan.price@example.com" },
  firstName: { from: "Meg", to: "Megan" },
};
const countsOf = (counts: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, { from: null, to: String(count) }]),
  );
const inAshgrove = { subject: megan, organisation: ashgrove };

test.each([
  ["Priya Nair started to add 1,200 users", { kind: "started", subject: null, bulkChange: several }],
  [
    "Priya Nair stopped the request to add 1 user to Ashgrove Primary School",
    { kind: "stopped", subject: null, organisation: ashgrove, bulkChange: { ...several, people: 1 } },
  ],
  [
    "Priya Nair started to remove 1,200 users from Ashgrove Primary School",
    { kind: "started", subject: null, organisation: ashgrove, bulkChange: { ...several, kind: "remove" } },
  ],
  [
    "Priya Nair started to send the invitation again to 1,200 users",
    { kind: "started", subject: null, bulkChange: { ...several, kind: "invite_again" } },
  ],
  [
    "Priya Nair added Megan Price (megan.price@example.com) to Ashgrove Primary School in a bulk change",
    { kind: "added", ...inAshgrove, bulkChange: several },
  ],
  [
    "Priya Nair added Megan Price (megan.price@example.com) to Ashgrove Primary School",
    { kind: "added", ...inAshgrove },
  ],
  [
    "nightly sync (API token) added Tom Whitfield (tom.whitfield@education.gov.uk) as a support user",
    { kind: "added", actor: script, subject: tom },
  ],
  ["The system created the API token nightly sync", { kind: "added", actor: system, subject: script }],
  ["The system revoked the API token nightly sync", { kind: "removed", actor: system, subject: script }],
  [
    "Priya Nair added Megan Price (megan.price@example.com), who was a user already, to Ashgrove Primary School",
    { kind: "linked", ...inAshgrove },
  ],
  [
    "Priya Nair changed the details of Megan Price (megan.price@example.com): first name from Meg to Megan and email address from meg@example.com to megan.price@example.com",
    { kind: "edited", ...inAshgrove, changes },
  ],
  [
    "Megan Price (megan.price@example.com) changed their first name from Meg to Megan",
    { kind: "edited", actor: megan, subject: megan, changes: { firstName: changes.firstName } },
  ],
  [
    "Priya Nair removed Megan Price (megan.price@example.com) from Ashgrove Primary School",
    { kind: "removed", ...inAshgrove },
  ],
  [
    "Priya Nair removed Tom Whitfield (tom.whitfield@education.gov.uk) as a support user",
    { kind: "removed", subject: tom },
  ],
  [
    "Priya Nair sent Megan Price (megan.price@example.com) the invitation again",
    { kind: "invited_again", ...inAshgrove },
  ],
  [
    "Megan Price (megan.price@example.com) signed in for the first time",
    { kind: "first_signed_in", actor: megan, subject: megan },
  ],
  [
    "Megan Price (megan.price@example.com) signed in for the first time and changed their first name from Meg to Megan",
    { kind: "first_signed_in", actor: megan, subject: megan, changes: { firstName: changes.firstName } },
  ],
  [
    "Priya Nair confirmed the email address of Megan Price (megan.price@example.com) and invited it instead of meg@example.com",
    {
      kind: "invited_instead",
      subject: megan,
      changes: { email: { from: "meg@example.com", to: megan.email } },
    },
  ],
  [
    "Priya Nair confirmed the email address of Megan Price (megan.price@example.com) and invited it",
    { kind: "invited_instead", subject: megan },
  ],
  [
    "Priya Nair unlinked the DfE Sign-in account of Megan Price (megan.price@example.com)",
    { kind: "unlinked", subject: megan },
  ],
  [
    "Megan Price (megan.price@example.com) signed in with a new DfE Sign-in account",
    { kind: "linked_anew", actor: megan, subject: megan },
  ],
  ["Priya Nair marked a sign-in problem as resolved", { kind: "problem_resolved", subject: null }],
  [
    "Priya Nair signed in with the email address of Tom Whitfield (tom.whitfield@education.gov.uk), and they are now one user",
    { kind: "merged", subject: tom },
  ],
  [
    "Someone tried to sign in with the email address of Megan Price (megan.price@example.com) and another DfE Sign-in account",
    { kind: "sign_in_mismatch", actor: system, subject: megan },
  ],
  [
    "Megan Price (megan.price@example.com) signed in with the email address megan.price@example.com, which we could not use",
    { kind: "sign_in_mismatch", actor: system, subject: megan, changes: { email: changes.email } },
  ],
  [
    "An email to Megan Price (megan.price@example.com) could not be sent",
    { kind: "email_failed", actor: system, ...inAshgrove },
  ],
  ["Priya Nair downloaded organisation users", { kind: "downloaded", subject: null }],
  [
    "Priya Nair downloaded the activity log",
    { kind: "downloaded", subject: null, changes: { activity: { from: null, to: "" } } },
  ],
  [
    "Priya Nair downloaded the users of Ashgrove Primary School",
    {
      kind: "downloaded",
      organisation: ashgrove,
      subject: { ...ashgrove, kind: "organisation", email: null },
    },
  ],
  [
    "The system imported organisations: 12 added, 3 updated, 2 closed, 1 opened again",
    {
      ...{ kind: "imported", actor: system, subject: null },
      changes: countsOf({ added: 12, updated: 3, closed: 2, reopened: 1 }),
    },
  ],
  [
    "The system imported links of organisations to their successors: 4 added, 1 removed",
    {
      ...{ kind: "imported", actor: system, subject: null },
      changes: countsOf({ linksAdded: 4, linksRemoved: 1 }),
    },
  ],
  [
    "The system imported organisations: 12 added, 3 updated",
    {
      ...{ kind: "imported", actor: system, subject: null },
      changes: { added: { from: null, to: "12" }, updated: { from: null, to: "3" } },
    },
  ],
  [
    "Priya Nair changed the details of a person whose name was deleted",
    { kind: "edited", subject: { ...megan, name: null, email: null } },
  ],
  [
    "Priya Nair removed Megan Price as a support user",
    { kind: "removed", subject: { ...megan, kind: "support_user", email: null } },
  ],
] as [string, Partial<ActivityEntry> & Pick<ActivityEntry, "kind" | "subject">][])("%s", (words, entry) => {
  expect(wordsOf(entry)).toBe(words);
});

/** The links of an entry, by what they say. */
function linksOf(entry: Partial<ActivityEntry>): Record<string, string> {
  const pieces = describeActivity({ ...basis, kind: "added", subject: megan, ...entry });
  return Object.fromEntries(
    pieces.flatMap((piece) => (typeof piece === "string" ? [] : [[piece.name, piece.href]])),
  );
}

test("each name links to its page", () => {
  const [toPriya, toBulkChange] = ["/support/users/1", "/support/bulk-changes/6"];
  const toAshgrove = { [ashgrove.name]: "/support/organisations/5" };

  expect(linksOf({ organisation: ashgrove, bulkChange: several })).toEqual({
    ...{ "Priya Nair": toPriya, "Megan Price": "/support/organisation-users/2" },
    ...{ ...toAshgrove, "bulk change": toBulkChange },
  });
  expect(linksOf({ kind: "started", subject: null, organisation: ashgrove, bulkChange: several })).toEqual({
    ...{ "Priya Nair": toPriya, "add 1,200 users": toBulkChange, ...toAshgrove },
  });
  expect(linksOf({ subject: tom })).toEqual({ "Priya Nair": toPriya, "Tom Whitfield": "/support/users/3" });
  const ofAshgrove = { ...ashgrove, kind: "organisation" as const, email: null, hasPage: true };
  expect(linksOf({ kind: "downloaded", subject: ofAshgrove, organisation: ashgrove })).toEqual({
    ...{ "Priya Nair": toPriya, ...toAshgrove },
  });
});

test("the name of someone who has no page any more, a deleted name and a token's are no links", () => {
  const gone = { ...megan, hasPage: false };
  const blanked = { ...megan, name: null, email: null };

  expect(linksOf({ actor: script, subject: gone })).toEqual({});
  expect(linksOf({ actor: system, subject: blanked })).toEqual({});
});

test("a download of a part of the log links to that part", () => {
  const download = (to: string): Partial<ActivityEntry> => ({
    ...{ kind: "downloaded", subject: null, changes: { activity: { from: null, to } } },
  });

  expect(linksOf(download("kind=added&from=2026-01-14&userId=2"))).toEqual({
    "Priya Nair": "/support/users/1",
    "a part of the activity log":
      "/support/activity?kind=added&from-day=14&from-month=1&from-year=2026&userId=2",
  });
  expect(linksOf(download(""))).toEqual({ "Priya Nair": "/support/users/1" });
});
