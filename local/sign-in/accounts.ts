import { createHash } from "node:crypto";
import type { Person } from "../../db/demonstration/demonstration.ts";

/** People whose buttons are shown together on the sign-in page, under the heading `title`. */
export type PeopleGroup = { title: string; people: Person[] };

/** The OpenID claims about a person, which the console gets. A claim without a value is left out. */
export type Claims = {
  sub: string;
  /** The DfE Sign-in id, for a provider whose `sub` is another one. */
  dsi_user?: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
};

/** How the token endpoint can refuse a person's codes. */
export const refusals = ["invalid_grant", "invalid_client"] as const;

export type Refusal = (typeof refusals)[number];

export type Accounts = ReturnType<typeof createAccounts>;

/** The people known to the provider: those in `groups`, and everyone who has signed in through the form. */
export function createAccounts(groups: PeopleGroup[]) {
  const people = groups.flatMap((group) => group.people);
  const bySub = new Map(people.map((person) => [person.sub, claimsOf(person)]));
  const refused = new Map<string, Refusal>();

  /** The claims for a posted form of the sign-in page; null if the form does not identify a person. */
  function choose(form: URLSearchParams): Claims | null {
    const sub = form.get("person");
    if (sub === null) return readClaims(form, people);
    const person = people.find((one) => one.sub === sub);
    return person ? claimsOf(person) : null;
  }

  return {
    find: (sub: string) => bySub.get(sub),
    /** How the token endpoint refuses the codes of the person with this sub, if it does. */
    refusalOf: (sub: string) => refused.get(sub),
    /**
     * Stores and returns the claims for a posted form, or returns null. They and the form's `refusal` replace what was
     * stored for this sub.
     */
    signIn: (form: URLSearchParams) => {
      const claims = choose(form);
      if (!claims) return null;
      bySub.set(claims.sub, claims);
      const refusal = refusals.find((one) => one === form.get("refusal"));
      if (refusal) refused.set(claims.sub, refusal);
      else refused.delete(claims.sub);
      return claims;
    },
  };
}

function claimsOf({ sub, email, givenName, familyName }: Person): Claims {
  return { sub, email, given_name: givenName, family_name: familyName };
}

function readClaims(form: URLSearchParams, people: Person[]): Claims | null {
  const field = (name: string) => form.get(name)?.trim() ?? "";
  const email = field("email");
  const sub = field("sub") || (email && findSub(email.toLowerCase(), people));
  if (!sub) return null;
  const claims: Claims = { sub };
  if (field("dsi_user")) claims.dsi_user = field("dsi_user");
  if (email) claims.email = email;
  if (field("given_name")) claims.given_name = field("given_name");
  if (field("family_name")) claims.family_name = field("family_name");
  const verified = field("email_verified");
  if (verified) claims.email_verified = ["true", "on", "1", "yes"].includes(verified.toLowerCase());
  return claims;
}

/**
 * The sub of the person with this email address. For other addresses, a hash as a UUID in upper case, so that it is the
 * same each time.
 */
function findSub(email: string, people: Person[]): string {
  const person = people.find((one) => one.email.toLowerCase() === email);
  if (person) return person.sub;
  const digest = createHash("sha256").update(email).digest("hex").toUpperCase();
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
