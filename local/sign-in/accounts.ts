import { type Claims, type PeopleGroup, type Person, claimsOf } from "./person.ts";

/** Everybody the stand-in has heard of: the people given to it, and whoever was typed in since. */
export type Accounts = {
  known: Person[];
  find(sub: string): Claims | undefined;
  remember(claims: Claims): void;
};

/** Accounts in memory. What was typed last for an id is what the provider says from then on. */
export function createAccounts(groups: PeopleGroup[]): Accounts {
  const known = groups.flatMap(({ people }) => people);
  const bySub = new Map(known.map((person) => [person.sub, claimsOf(person)]));
  return {
    known,
    find: (sub) => bySub.get(sub),
    remember: (claims) => {
      bySub.set(claims.sub, claims);
    },
  };
}
