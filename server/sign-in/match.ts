/** What DfE Sign-in tells about the person who signs in; `email` is normalised. */
export type Identity = {
  sub: string;
  email: string;
  /** Absent counts as verified. */
  emailVerified?: boolean;
  givenName?: string;
  familyName?: string;
};

/** A current user of one kind who may be the person who signs in. */
export type Candidate = { id: string; dfeSignInId: string | null; email: string };

export type Match<User extends Candidate> =
  /** Matched by id. `newEmail` is the address at DfE Sign-in if it is verified and differs from ours. */
  | { outcome: "known"; user: User; newEmail: string | undefined }
  /** Matched by address, and the record has no id yet: the first sign-in. */
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
