import { randomBytes } from "node:crypto";

/** What is typed on the personal details form. */
export type Person = { firstName: string; lastName: string; email: string };

/** Someone whom nobody has added yet: all journeys share one database. */
export function newPerson(firstName = "Zara"): Person {
  const id = randomBytes(4).toString("hex");
  return { firstName, lastName: `Tester-${id}`, email: `${firstName.toLowerCase()}.${id}@example.com` };
}

/** Someone new whose names and address are as long as they may be, without a space to break them at. */
export function newLongPerson(): Person {
  const name = "Wolfeschlegelsteinhausenbergerdorff".repeat(3).slice(0, 100);
  const local = randomBytes(33).toString("hex");
  const host = ["b".repeat(63), "c".repeat(63), "d".repeat(63), "e".repeat(57), "com"].join(".");
  return { firstName: name, lastName: name, email: `${local}@${host}` };
}

export const fullName = ({ firstName, lastName }: Person): string => `${firstName} ${lastName}`;
