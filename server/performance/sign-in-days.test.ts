import { expect, it } from "vitest";
import { medianDays, type SignInDays, usersWithin } from "./sign-in-days.ts";

const after = (...days: number[]): SignInDays[] => days.map((one) => ({ days: one, users: 1 }));

it.each<[name: string, signIns: SignInDays[], median: number | null]>([
  ["nobody", [], null],
  ["one person", after(5), 5],
  ["the same day", after(0), 0],
  ["an odd number of people", after(9, 1, 2), 2],
  ["an even number of people", after(1, 2), 1.5],
  [
    "many on one day",
    [
      { days: 3, users: 1 },
      { days: 0, users: 100 },
    ],
    0,
  ],
  [
    "the middle between two days",
    [
      { days: 10, users: 2 },
      { days: 4, users: 2 },
    ],
    7,
  ],
])("finds the median of %s", (_, signIns, median) => {
  expect(medianDays(signIns)).toBe(median);
});

it("counts who signed in within 1, 7 and 30 days", () => {
  expect(usersWithin(after(0, 1, 2, 7, 8, 30, 31, 90))).toEqual([
    { days: 1, users: 2 },
    { days: 7, users: 4 },
    { days: 30, users: 6 },
  ]);
});
