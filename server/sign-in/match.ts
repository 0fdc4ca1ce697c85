/** What DfE Sign-in says about the person who signs in. `email` is normalised. */
export type Identity = {
  /** Their id there. If it is a UUID, it is in lower case. */
  sub: string;
  /** The id as it was sent, if that differs. It is what is stored, because the release before compares ids as sent. */
  sentSub?: string;
  email: string;
  /** The email address as it was sent. */
  sentEmail?: string;
  /** If undefined, the email address counts as verified. */
  emailVerified?: boolean;
  givenName?: string;
  familyName?: string;
};

/**
 * A current user who may be the person who signs in. `dfeSignInId` is null until their first sign-in. If it is a UUID,
 * it is in lower case.
 */
export type Candidate = { id: string; dfeSignInId: string | null; email: string };

export type Match<User extends Candidate> =
  /**
   * The id matches. `newEmail` is the email address at DfE Sign-in, if it is verified and differs from the stored one.
   */
  | { outcome: "known"; user: User; newEmail: string | undefined }
  /** The email address matches, and the user has no stored id yet: this is their first sign-in. */
  | { outcome: "first"; user: User }
  /** The email address matches a user who has another id. A stored id is never replaced. */
  | { outcome: "mismatch"; user: User }
  | { outcome: "none" };

/**
 * Applies the email-match rule (specification, section 6) to users of one kind.
 *
 * @param candidates the current users of that kind with the identity's id or email address: at most one user for each
 */
export function match<User extends Candidate>(identity: Identity, candidates: readonly User[]): Match<User> {
  const isVerified = identity.emailVerified !== false;
  const known = candidates.find((user) => user.dfeSignInId === identity.sub);
  if (known) {
    const follows = isVerified && known.email !== identity.email;
    return { outcome: "known", user: known, newEmail: follows ? identity.email : undefined };
  }
  const addressed = candidates.find((user) => user.email === identity.email);
  if (!addressed || !isVerified) return { outcome: "none" };
  return { outcome: addressed.dfeSignInId === null ? "first" : "mismatch", user: addressed };
}
