import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

test.each([
  ["Megan", '"Megan"'],
  ["O’Neill, Siân", '"O’Neill, Siân"'],
  ['Megan "Meg" Price', '"Megan ""Meg"" Price"'],
  ["", '""'],
  ["a=b", '"a=b"'],
  ["=1+1", '"\'=1+1"'],
  ["+44 20", '"\'+44 20"'],
  ["-1", '"\'-1"'],
  ["@sum(a1)", '"\'@sum(a1)"'],
  ["\t=1", '"\'\t=1"'],
  ["\rx", '"\'\rx"'],
  [" =1", '"\' =1"'],
  ["＝1", '"\'＝1"'],
  ["\u200B=1", '"\'\u200B=1"'],
  ["=cmd|'/c calc'!a1@example.com", "\"'=cmd|'/c calc'!a1@example.com\""],
])("%j is written as %s", (text, expected) => {
  expect(csvLine([text])).toBe(`${expected}\r\n`);
});

test("cells are separated by commas", () => {
  expect(csvLine(["Megan", "Price"])).toBe('"Megan","Price"\r\n');
});
