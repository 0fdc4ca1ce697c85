import { describe, expect, it } from "vitest";
import { findingOf, type SigningInFacts } from "./finding.ts";
import type { Finding } from "./schema.ts";

const [signedIn, refused, laterSignIn] = [
  "2026-01-14T10:32:00.000Z",
  "2026-01-20T09:00:00.000Z",
  "2026-01-21T09:00:00.000Z",
];
const at = "2026-01-10T08:00:00.000Z";

const failed = { status: "failed", at, reason: "the inbox was full", advice: "Wait a few hours." } as const;
const invitations = {
  never: null,
  waiting: { status: "queued", at },
  sent: { status: "sent", at },
  delivered: { status: "delivered", at },
  failed,
  cancelled: { status: "cancelled", at },
} as const;
const otherAccounts = {
  none: null,
  namesake: { problemId: "p-other", at: refused, hasSameName: true },
  stranger: { problemId: "p-other", at: refused, hasSameName: false },
};
const similarOnes = { none: null, one: { problemId: "p-similar", at: refused } };

/** A person who was invited and has not signed in. */
const invited: SigningInFacts = {
  isSelf: false,
  belongs: true,
  isClosed: false,
  isLinked: false,
  lastSignedInAt: null,
  unlinkedAt: null,
  invitation: invitations.delivered,
  otherAccount: null,
  similar: null,
};
const linked = { ...invited, isLinked: true, lastSignedInAt: signedIn };
const removed = { ...invited, belongs: false, invitation: null };

const failure: Finding = {
  ...{ kind: "invitation_failed", at, reason: failed.reason, advice: failed.advice },
  nextStep: "follow_advice",
};
const similarRefused: Finding = {
  ...{ kind: "similar_refused", problemId: "p-similar", at: refused },
  nextStep: "see_problem",
};
const noOrganisation: Finding = { kind: "no_organisation", nextStep: "add_to_organisation" };
const otherAccount = { kind: "other_account", problemId: "p-other", at: refused } as const;
const waiting = { kind: "not_signed_in", nextStep: "send_again" } as const;

it.each<[name: string, facts: SigningInFacts, finding: Finding]>([
  ["never invited", { ...invited, invitation: null }, { ...waiting, invitation: "none", at: null }],
  ["waiting", { ...invited, invitation: invitations.waiting }, { ...waiting, invitation: "queued", at }],
  ["sent", { ...invited, invitation: invitations.sent }, { ...waiting, invitation: "sent", at }],
  ["delivered", invited, { ...waiting, invitation: "delivered", at }],
  [
    "cancelled",
    { ...invited, invitation: invitations.cancelled },
    { ...waiting, invitation: "cancelled", at },
  ],
  [
    "delivered, but all organisations have closed",
    { ...invited, isClosed: true },
    { ...waiting, invitation: "delivered", at, nextStep: "add_to_another" },
  ],
  ["failed", { ...invited, invitation: failed }, failure],
  [
    "failed, and a namesake was refused",
    { ...invited, invitation: failed, similar: similarOnes.one },
    failure,
  ],
  [
    "failed, and signed in all the same",
    { ...linked, invitation: failed },
    { kind: "signed_in", at: signedIn, nextStep: "none" },
  ],
  ["a namesake or look-alike address was refused", { ...invited, similar: similarOnes.one }, similarRefused],
  ["removed", removed, noOrganisation],
  ["removed after the invitation failed", { ...removed, invitation: failed }, noOrganisation],
  ["removed, and a namesake was refused", { ...removed, similar: similarOnes.one }, similarRefused],
  ["signed in", linked, { kind: "signed_in", at: signedIn, nextStep: "none" }],
  ["signed in, and removed", { ...linked, belongs: false }, noOrganisation],
  [
    "signed in, and a namesake was refused",
    { ...linked, similar: similarOnes.one },
    { kind: "signed_in", at: signedIn, nextStep: "none" },
  ],
  [
    "a new account of the same name",
    { ...linked, otherAccount: otherAccounts.namesake },
    { ...otherAccount, nextStep: "unlink" },
  ],
  [
    "a new account of the same name, but the linked one has signed in since",
    { ...linked, lastSignedInAt: laterSignIn, otherAccount: otherAccounts.namesake },
    { ...otherAccount, nextStep: "remove_and_add" },
  ],
  [
    "an account of another name",
    { ...linked, otherAccount: otherAccounts.stranger },
    { ...otherAccount, nextStep: "remove_and_add" },
  ],
  [
    "a new account with one's own address",
    { ...linked, isSelf: true, otherAccount: otherAccounts.namesake },
    { ...otherAccount, nextStep: "ask_another_support_user" },
  ],
  [
    "a new account, and removed",
    { ...linked, belongs: false, otherAccount: otherAccounts.namesake },
    noOrganisation,
  ],
  [
    "unlinked, although the other account's try is still there",
    { ...linked, isLinked: false, unlinkedAt: laterSignIn, otherAccount: otherAccounts.namesake },
    { kind: "unlinked", at: laterSignIn, nextStep: "ask_to_sign_in" },
  ],
  [
    "unlinked, and removed",
    { ...linked, isLinked: false, unlinkedAt: laterSignIn, belongs: false },
    noOrganisation,
  ],
  [
    "linked anew",
    { ...linked, unlinkedAt: signedIn, lastSignedInAt: laterSignIn },
    { kind: "signed_in", at: laterSignIn, nextStep: "none" },
  ],
])("%s", (_, facts, finding) => {
  expect(findingOf(facts)).toEqual(finding);
});

/** Every combination of facts that the database allows. */
function* everyCombination(): Generator<SigningInFacts> {
  for (const isSelf of [true, false])
    for (const [belongs, isClosed] of [
      [true, false],
      [true, true],
      [false, false],
    ] as const)
      for (const signing of [
        { isLinked: false, lastSignedInAt: null, unlinkedAt: null },
        { isLinked: true, lastSignedInAt: signedIn, unlinkedAt: null },
        { isLinked: true, lastSignedInAt: laterSignIn, unlinkedAt: signedIn },
        { isLinked: false, lastSignedInAt: signedIn, unlinkedAt: laterSignIn },
      ])
        for (const invitation of Object.values(invitations))
          for (const otherAccount of Object.values(otherAccounts))
            for (const similar of Object.values(similarOnes))
              yield { isSelf, belongs, isClosed, ...signing, invitation, otherAccount, similar };
}

describe("whatever is known, the next step can be taken", () => {
  const isPossible: Record<Finding["nextStep"], (facts: SigningInFacts) => boolean> = {
    follow_advice: ({ belongs, invitation }) => belongs && invitation?.status === "failed",
    unlink: ({ isSelf, isLinked, otherAccount: other }) =>
      !isSelf && isLinked && other !== null && other.hasSameName,
    remove_and_add: ({ isSelf, belongs }) => !isSelf && belongs,
    ask_another_support_user: ({ isSelf }) => isSelf,
    see_problem: ({ similar }) => similar !== null,
    add_to_organisation: ({ belongs }) => !belongs,
    ask_to_sign_in: ({ isLinked, belongs }) => !isLinked && belongs,
    send_again: ({ belongs, isClosed, lastSignedInAt }) => belongs && !isClosed && lastSignedInAt === null,
    add_to_another: ({ isClosed, lastSignedInAt }) => isClosed && lastSignedInAt === null,
    none: ({ belongs, isLinked }) => belongs && isLinked,
  };

  it.each(Object.entries(isPossible))("%s", (step, mayBeTaken) => {
    const combinations = [...everyCombination()].filter((facts) => findingOf(facts).nextStep === step);

    expect(combinations.length).toBeGreaterThan(0);
    expect(combinations.filter((facts) => !mayBeTaken(facts))).toEqual([]);
  });
});
