import { randomBytes } from "node:crypto";

/** The answers on the personal details form. */
export type Person = { firstName: string; lastName: string; email: string };

/** A person who is not in the database, which all journeys share. */
export function newPerson(firstName = "Zara"): Person {
  const id = randomBytes(4).toString("hex");
  return { firstName, lastName: `Tester-${id}`, email: `${firstName.toLowerCase()}.${id}@example.com` };
}

/** A new person with the longest names and address allowed, without spaces. */
export function newLongPerson(): Person {
  const name = "Wolfeschlegelsteinhausenbergerdorff".repeat(3).slice(0, 100);
  const local = randomBytes(33).toString("hex");
  const host = ["b".repeat(63), "c".repeat(63), "d".repeat(63), "e".repeat(57), "com"].join(".");
  return { firstName: name, lastName: name, email: `${local}@${host}` };
}

export const fullName = ({ firstName, lastName }: Person): string => `${firstName} ${lastName}`;
