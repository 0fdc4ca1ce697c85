import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";

/** Draws for one row, the same each time. */
export type Draws = {
  /** From 0 up to 1. */
  uniform: () => number;
  /** One of the items. With a higher `skew`, the first ones more often. */
  pick: <Item>(items: Item[], skew?: number) => Item;
};

/** Starts the draws of row number `row` of a kind of row. */
export function drawsOf(kind: number, row: number): Draws {
  let state = Math.imul(row, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b);
  // mulberry32
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <Item>(items: Item[], skew = 1): Item => {
    const item = items[Math.floor(items.length * uniform() ** skew)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  };
  return { uniform, pick };
}

/** The same in SQL, for row number `n`: from 0 up to 1. Different salts give independent numbers. */
export function uniform(salt: string) {
  return sql<number>`((hashtextextended(${sql.lit(salt)}, n) & 9007199254740991) / 9007199254740992::float8)`;
}

type Kind = "organisation" | "person" | "support user" | "notification" | "bulk change" | "api token";

/** The id of row number `n` of a kind of row. */
export function idNumber(kind: Kind, n: number): string {
  const digits = createHash("md5").update(`${kind} ${n}`).digest("hex");
  return `${digits.slice(0, 12)}4${digits.slice(13, 16)}8${digits.slice(17)}`; // as in a UUID of version 4
}

/** The same in SQL. */
export function idOf(kind: Kind, n: RawBuilder<unknown>) {
  const digits = sql`md5(${sql.lit(`${kind} `)} || ${n})`;
  return sql<string>`overlay(overlay(${digits} placing '4' from 13) placing '8' from 17)::uuid`;
}

/** For person number `n`: the number, from 0, of their first organisation. The first organisations are the largest. */
export function homeOf({ organisations }: { organisations: number }) {
  return sql<number>`floor(${organisations}::integer * power(${uniform("home")}, 2))::integer`;
}

/** For row number `n`: the number of a person. The first ones come more often. */
export function somebody(salt: string, people: number) {
  return sql`1 + floor(${people}::integer * power(${uniform(salt)}, 1.5))::bigint`;
}
