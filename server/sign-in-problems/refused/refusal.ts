import type { UserKind } from "../../people/kinds.ts";
import type { RefusedReason } from "./reasons.ts";

/** The user that a refused sign-in is about. */
export type About = { kind: UserKind; id: string };

/** Why a sign-in is refused, and which user that is about, if any. */
export type Refusal = { reason: RefusedReason; about?: About };

/** What is known of a sign-in that matches no current user. */
export type RefusalFacts = {
  /** Whether DfE Sign-in has confirmed the address. */
  isVerified: boolean;
  /** The user to whose other account the address is linked. */
  linkedTo?: About;
  /** The support user whose address is no longer one of the Department for Education. */
  outside?: About;
  /** The removed support user with the id or the address. */
  removed?: About;
};

/**
 * Returns the first reason that applies. An account whose address is not confirmed never learns more than that
 * (specification, section 12, Refused sign-ins).
 */
export function refusalOf({ isVerified, linkedTo, outside, removed }: RefusalFacts): Refusal {
  if (!isVerified) return { reason: "unconfirmed_address" };
  if (linkedTo) return { reason: "linked_account", about: linkedTo };
  if (outside) return { reason: "not_departmental", about: outside };
  if (removed) return { reason: "removed_support_user", about: removed };
  return { reason: "not_invited" };
}
