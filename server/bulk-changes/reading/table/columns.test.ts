import { expect, it } from "vitest";
import { readHeader } from "./columns.ts";

const columnsOf = (...cells: string[]) => readHeader(cells)?.map(({ column, at }) => `${at} ${column}`);

it.each([
  ["First name", "firstName"],
  ["first_name", "firstName"],
  ["FIRSTNAME", "firstName"],
  ["firstName", "firstName"],
  ["First\u00a0name(s)", "firstName"],
  ["Forename", "firstName"],
  ["Given name", "firstName"],
  ["Last name", "lastName"],
  ["Surname", "lastName"],
  ["Family-name", "lastName"],
  ["\uFEFFEmail", "email"],
  ["E-mail", "email"],
  ["Email address", "email"],
  ["e-mail address *", "email"],
  ["URN:", "urn"],
  ['="URN"', "urn"],
  ["UKPRN", "ukprn"],
  ["URN or UKPRN", "number"],
  ["URN/UKPRN", "number"],
])("knows a column that is called %j", (name, column) => {
  expect(columnsOf("Name", name)).toEqual([`1 ${column}`]);
});

it("reads a header in any order, among other columns", () => {
  expect(columnsOf("MAT", "urn", "", "E-mail", "Surname", "constructor")).toEqual([
    "1 urn",
    "3 email",
    "4 lastName",
  ]);
});

it.each([
  ["an address", ["Surname", "Email", "ann.lee@example.com", "100001"]],
  ["'Email' in place of an address", ["Ann", "Lee", "Email", "100001"]],
  ["a name that is a heading", ["Ann", "Forename", "", "100001"]],
  ["one cell", ["Email"]],
  ["other headings only", ["Name", "School"]],
  ["properties of every object", ["constructor", "toString", "__proto__"]],
])("takes no row for a header that has %s", (_, cells) => {
  expect(columnsOf(...cells)).toBeUndefined();
});
