import type { Identity } from "../../server/sign-in/match.ts";
import type { Details } from "./people.ts";

/** The claims of DfE Sign-in about a person with this id, with a test's changes. */
export function identityOf(
  { firstName, lastName, email }: Details,
  sub: string,
  changes: Partial<Identity> = {},
) {
  return { sub, email, givenName: firstName, familyName: lastName, ...changes } satisfies Identity;
}
