/** What DfE Sign-in says of the person who signs in; the email address in normal form. */
export type Identity = {
  sub: string;
  email: string;
  /** Absent counts as verified. */
  emailVerified?: boolean;
  givenName?: string;
  familyName?: string;
};

/** A current user of one kind who could be meant, as far as the rule looks at them. */
export type Candidate = { id: string; dfeSignInId: string | null; email: string };

export type Match<User extends Candidate> =
  /** Known by id. `newEmail` is an address to follow, where it differs from ours. */
  | { outcome: "known"; user: User; newEmail: string | undefined }
  /** Known by address, and nobody's id is stored there yet: the first sign-in. */
  | { outcome: "first"; user: User }
  /** The address is linked to another id. A stored id is never replaced. */
  | { outcome: "mismatch"; user: User }
  | { outcome: "none" };

/**
 * The email-match rule (specification, section 6) for one kind of user.
 *
 * @param candidates the current users of that kind with the identity's id or its address: at most one of each
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
