import { expect, it } from "vitest";
import type { Finding } from "../../../../server/sign-in-problems/signing-in/schema";
import { describeFinding } from "./finding-words";

const at = "2026-01-14T10:32:00.000Z";
const problem = { at, problemId: "p" };
const other = { kind: "other_account", ...problem } as const;
const waiting = { kind: "not_signed_in", at, nextStep: "send_again" } as const;
const byAddress = "Someone else signed in with this address on 14 January 2026.";

it.each<[finding: Finding, words: string]>([
  [
    {
      kind: "invitation_failed",
      at,
      reason: "the inbox was full",
      advice: "Wait.",
      nextStep: "follow_advice",
    },
    "The invitation failed on 14 January 2026: the inbox was full. Wait.",
  ],
  [{ ...other, nextStep: "unlink" }, `${byAddress} [Unlink DfE Sign-in account]`],
  [
    { ...other, nextStep: "remove_and_add" },
    `${byAddress} If this address now belongs to someone else, remove this user and add the new person.`,
  ],
  [
    { ...other, nextStep: "ask_another_support_user" },
    `${byAddress} If you use a new DfE Sign-in account, ask another support user to unlink the old one.`,
  ],
  [
    { kind: "similar_refused", ...problem, nextStep: "see_problem" },
    "Someone with a similar name or address could not sign in on 14 January 2026. [See what happened]",
  ],
  [
    { kind: "no_organisation", nextStep: "add_to_organisation" },
    "This user does not belong to an organisation. [Add to an organisation]",
  ],
  [
    { kind: "unlinked", at, nextStep: "ask_to_sign_in" },
    "The DfE Sign-in account was unlinked on 14 January 2026. Ask them to sign in again.",
  ],
  [
    { ...waiting, invitation: "queued" },
    "The invitation is waiting to be sent. This user has not signed in yet. [Send invitation again]",
  ],
  [
    { ...waiting, invitation: "sent" },
    "The invitation was sent on 14 January 2026. This user has not signed in yet. [Send invitation again]",
  ],
  [
    { ...waiting, invitation: "delivered" },
    "The invitation was delivered on 14 January 2026. This user has not signed in yet. [Send invitation again]",
  ],
  [
    { ...waiting, invitation: "cancelled" },
    "The invitation was cancelled on 14 January 2026. This user has not signed in yet. [Send invitation again]",
  ],
  [
    { ...waiting, invitation: "none", at: null },
    "There is no record of an invitation. This user has not signed in yet. [Send invitation again]",
  ],
  [
    { kind: "not_signed_in", at, invitation: "delivered", nextStep: "add_to_another" },
    "The invitation was delivered on 14 January 2026. This user has not signed in yet, and does not belong to an open organisation. [Add to another organisation]",
  ],
  [{ kind: "signed_in", at, nextStep: "none" }, "Signed in on 14 January 2026."],
])("says in words: %j", (finding, words) => {
  const { sentence, next } = describeFinding(finding);
  const step = next && (next.isAction ? `[${next.text}]` : next.text);
  expect([sentence, step].filter(Boolean).join(" ")).toBe(words);
});
