import { createHash } from "node:crypto";
import type { Person } from "../../db/demonstration/demonstration.ts";

/** People whose buttons are shown together on the sign-in page, under the heading `title`. */
export type PeopleGroup = { title: string; people: Person[] };

/** The OpenID claims about a person, which the console gets. A claim without a value is left out. */
export type Claims = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
};

export type Accounts = ReturnType<typeof createAccounts>;

/** The people known to the provider: those in `groups`, and everyone who has signed in through the form. */
export function createAccounts(groups: PeopleGroup[]) {
  const people = groups.flatMap((group) => group.people);
  const bySub = new Map(people.map((person) => [person.sub, claimsOf(person)]));

  /** The claims for a posted form of the sign-in page; null if the form does not identify a person. */
  function choose(form: URLSearchParams): Claims | null {
    const sub = form.get("person");
    if (sub === null) return readClaims(form, people);
    const person = people.find((one) => one.sub === sub);
    return person ? claimsOf(person) : null;
  }

  return {
    find: (sub: string) => bySub.get(sub),
    /** Stores and returns the claims for a posted form, or returns null. They replace earlier claims with this sub. */
    signIn: (form: URLSearchParams) => {
      const claims = choose(form);
      if (claims) bySub.set(claims.sub, claims);
      return claims;
    },
  };
}

function claimsOf({ sub, email, givenName, familyName }: Person): Claims {
  return { sub, email, email_verified: true, given_name: givenName, family_name: familyName };
}

function readClaims(form: URLSearchParams, people: Person[]): Claims | null {
  const field = (name: string) => form.get(name)?.trim() ?? "";
  const email = field("email");
  const sub = field("sub") || (email && findSub(email.toLowerCase(), people));
  if (!sub) return null;
  const claims: Claims = { sub };
  if (email) claims.email = email;
  if (field("given_name")) claims.given_name = field("given_name");
  if (field("family_name")) claims.family_name = field("family_name");
  const verified = field("email_verified");
  if (verified) claims.email_verified = ["true", "on", "1", "yes"].includes(verified.toLowerCase());
  return claims;
}

/** The sub of the person with this email address. For other addresses, a hash, so that it is the same each time. */
function findSub(email: string, people: Person[]): string {
  const person = people.find((one) => one.email.toLowerCase() === email);
  if (person) return person.sub;
  const digest = createHash("sha256").update(email).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
