import { type EmailKind, emailKinds } from "../kinds.ts";

/** An email before a removal, to the same person. */
export type EarlierEmail = {
  kind: EmailKind;
  isAccepted: boolean;
  /** Whether it is unknown if Notify accepted it. */
  isUnknown: boolean;
  /** Whether it is about all organisations of the person, not only the one of the removal. */
  isAboutAll: boolean;
};

/**
 * Whether a removed person never heard of their membership, so that an email about its end would only puzzle them: it
 * has an invitation, Notify accepted none of them, and no outcome is unknown. Without a record of an invitation, one
 * counts as sent (specification, section 4, What no longer holds).
 *
 * @param earlier oldest first. A removal that Notify accepted ends what the person knew of. After one that was not
 * sent, the membership before it still counts.
 */
export function isUninvited(earlier: EarlierEmail[]): boolean {
  let invitations: EarlierEmail[] = [];
  for (const email of earlier) {
    if (!emailKinds[email.kind].isInvitation) {
      if (email.isAccepted) invitations = [];
    } else if (!email.isAboutAll || invitations.length > 0) {
      // Sign-in details for all organisations that are older than the first invitation do not name this one.
      invitations.push(email);
    }
  }
  return (
    invitations.length > 0 && invitations.every(({ isAccepted, isUnknown }) => !isAccepted && !isUnknown)
  );
}
