import type { Candidate, Problem } from "../../../server/sign-in-problems/schema";
import type { RefusedReason } from "../../../server/sign-in-problems/refused/reasons";

/** Why a sign-in was refused, in one sentence (specification, section 12, The pages of sign-in problems). */
export const reasonWords: Record<RefusedReason, string> = {
  unconfirmed_address: "DfE Sign-in has not confirmed this email address.",
  linked_account: "This email address is linked to another DfE Sign-in account.",
  not_departmental:
    "A support user signed in with an address that is not a Department for Education address.",
  removed_support_user: "A support user with this account or email address was removed.",
  no_organisation: "This user does not belong to an organisation.",
  not_invited: "Nobody was invited at this email address.",
};

/** What support staff can do if nobody is invited because of the problem. */
export const adviceWords: Record<RefusedReason, string | null> = {
  unconfirmed_address: "Ask them to confirm their email address at DfE Sign-in, and then sign in again.",
  linked_account: null,
  not_departmental:
    "If they still work for the Department for Education, ask them to change their address at DfE Sign-in back. If not, remove the support user.",
  removed_support_user: null,
  no_organisation: null,
  not_invited: null,
};

export const stateTags: Record<Problem["state"], { text: string; classes: string }> = {
  open: { text: "Not resolved", classes: "govuk-tag--yellow" },
  invited: { text: "Invited", classes: "govuk-tag--blue" },
  resolved: { text: "Resolved", classes: "govuk-tag--green" },
};

export const likenessWords: Record<Candidate["likeness"], string> = {
  same_name: "The name, which anyone can use",
  same_mailbox: "The email address before the @",
  similar: "The name and the email address before the @",
};

export const invitationWords: Record<NonNullable<Candidate["invitation"]>, string> = {
  queued: "Waiting to be sent",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The email address as DfE Sign-in sent it. */
export function addressOf({ email }: Pick<Problem, "email">): string {
  return email === "" ? "No email address" : email;
}

/** The name as its owner typed it at DfE Sign-in. */
export function givenNameOf({ givenName, familyName }: Pick<Problem, "givenName" | "familyName">): string {
  return [givenName, familyName].filter(Boolean).join(" ") || "No name";
}

/** How often somebody tried. */
export function timesOf(count: number): string {
  return count === 1 ? "Once" : `${count.toLocaleString("en-GB")} times`;
}

/** The most organisations that a sentence names. */
const mostNamed = 3;

/**
 * Organisations in a sentence: 'Ashgrove Primary School and Calder Teacher Training', 'all 12 organisations'.
 *
 * @param type for a sentence about any one of them: 'Ashgrove Primary School or Calder Teacher Training'
 */
export function inWords(organisations: { name: string }[], type?: "disjunction"): string {
  if (organisations.length > mostNamed) {
    return `${type ? "any of the" : "all"} ${organisations.length} organisations`;
  }
  return new Intl.ListFormat("en-GB", { type }).format(organisations.map(({ name }) => name));
}
