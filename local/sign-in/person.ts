import { createHash } from "node:crypto";

/** Somebody who can sign in with one click. */
export type Person = { sub: string; email: string; givenName: string; familyName: string };

/** People who are shown together, under a heading. */
export type PeopleGroup = { title: string; people: Person[] };

/** What DfE Sign-in says about somebody; a claim that it does not make is left out. */
export type Claims = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
};

/** A person's claims, their address verified. */
export function claimsOf(person: Person): Claims {
  return {
    sub: person.sub,
    email: person.email,
    email_verified: true,
    given_name: person.givenName,
    family_name: person.familyName,
  };
}

/**
 * The claims typed into the page's form (SPEC §9), or null where there is neither an id nor an address.
 * Without an id, a known person's own stands, and else one made from the address, always the same.
 */
export function typedClaims(form: URLSearchParams, known: Iterable<Person>): Claims | null {
  const field = (name: string) => form.get(name)?.trim() ?? "";
  const email = field("email");
  const sub = field("sub") || (email && subOf(email, known));
  if (!sub) return null;
  const claims: Claims = { sub };
  if (email) claims.email = email;
  if (field("given_name")) claims.given_name = field("given_name");
  if (field("family_name")) claims.family_name = field("family_name");
  const verified = field("email_verified");
  if (verified) claims.email_verified = ["true", "on", "1", "yes"].includes(verified.toLowerCase());
  return claims;
}

function subOf(email: string, known: Iterable<Person>): string {
  const address = email.toLowerCase();
  for (const person of known) {
    if (person.email.toLowerCase() === address) return person.sub;
  }
  const digest = createHash("sha256").update(address).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
