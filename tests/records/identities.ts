import type { Database } from "../../db/database.ts";
import type { Identity } from "../../server/sign-in/match.ts";
import { recognise } from "../../server/sign-in/recognise.ts";
import type { Details } from "./people.ts";

/** The claims of DfE Sign-in about a person with this id, with a test's changes. */
export function identityOf(
  { firstName, lastName, email }: Details,
  sub: string,
  changes: Partial<Identity> = {},
) {
  return { sub, email, givenName: firstName, familyName: lastName, ...changes } satisfies Identity;
}

/** Signs a person in without beginning a session, and returns the user's kind and id; null without access. */
export function recogniseOnly(db: Database, identity: Identity) {
  return recognise(db, identity, (_, { user }) => Promise.resolve(user));
}
