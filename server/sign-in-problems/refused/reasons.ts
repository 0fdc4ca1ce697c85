/**
 * Why a sign-in was refused, in the order in which the reasons apply (specification, section 12, Refused sign-ins). It
 * contains plain data only, because pages import it too.
 */
export const refusedReasons = [
  "unconfirmed_address",
  "linked_account",
  "not_departmental",
  "removed_support_user",
  "no_organisation",
  "not_invited",
] as const;

export type RefusedReason = (typeof refusedReasons)[number];
