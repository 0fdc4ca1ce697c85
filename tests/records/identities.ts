import type { Identity } from "../../server/sign-in/match.ts";
import type { Details } from "./people.ts";

/** What DfE Sign-in says of a person, under this id; with some of it as a test needs it. */
export function identityOf(
  { firstName, lastName, email }: Details,
  sub: string,
  changes: Partial<Identity> = {},
) {
  return { sub, email, givenName: firstName, familyName: lastName, ...changes } satisfies Identity;
}
