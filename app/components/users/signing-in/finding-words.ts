import type { Finding } from "../../../../server/sign-in-problems/signing-in/schema";
import { formatDay } from "../../date-time";

/** A finding in words: what is so, and what to do next. `isAction`: the next step is a link or a button of this name. */
export type FindingWords = { sentence: string; next: { text: string; isAction: boolean } | null };

/** Puts what keeps a person from signing in into words (specification, section 12, Signing in). */
export function describeFinding(finding: Finding): FindingWords {
  return { sentence: sentenceOf(finding), next: nextOf(finding) };
}

function sentenceOf(finding: Finding): string {
  switch (finding.kind) {
    case "invitation_failed":
      return `The invitation failed on ${formatDay(finding.at)}: ${finding.reason}.`;
    case "other_account":
      return `Someone else signed in with this address on ${formatDay(finding.at)}.`;
    case "similar_refused":
      return `Someone with a similar name or address could not sign in on ${formatDay(finding.at)}.`;
    case "no_organisation":
      return "This user does not belong to an organisation.";
    case "unlinked":
      return `The DfE Sign-in account was unlinked on ${formatDay(finding.at)}.`;
    case "not_signed_in":
      return [invitationOf(finding), notYet[finding.nextStep]].join(" ");
    case "signed_in":
      return `Signed in on ${formatDay(finding.at)}.`;
  }
}

const notYet = {
  send_again: "This user has not signed in yet.",
  add_to_another: "This user has not signed in yet, and does not belong to an open organisation.",
};

function invitationOf({ invitation, at }: Extract<Finding, { kind: "not_signed_in" }>): string {
  if (invitation === "queued") return "The invitation is waiting to be sent.";
  if (invitation === "none" || at === null) return "There is no record of an invitation.";
  return `The invitation was ${invitation} on ${formatDay(at)}.`;
}

const act = (text: string) => ({ text, isAction: true });
const read = (text: string) => ({ text, isAction: false });

function nextOf(finding: Finding): FindingWords["next"] {
  switch (finding.nextStep) {
    case "follow_advice":
      return read(finding.advice);
    case "unlink":
      return act("Unlink DfE Sign-in account");
    case "remove_and_add":
      return read("If this address now belongs to someone else, remove this user and add the new person.");
    case "ask_another_support_user":
      return read("If you use a new DfE Sign-in account, ask another support user to unlink the old one.");
    case "see_problem":
      return act("See what happened");
    case "add_to_organisation":
      return act("Add to an organisation");
    case "ask_to_sign_in":
      return read("Ask them to sign in again.");
    case "send_again":
      return act("Send invitation again");
    case "add_to_another":
      return act("Add to another organisation");
    case "none":
      return null;
  }
}
