import { expect, it } from "vitest";
import { mostWords, searchWords } from "./words.ts";

it.each([
  ["Ashgrove School", ["ashgrove", "school"]],
  ["St. Peter & St Paul’s", ["saint", "peter", "and", "pauls"]],
  ["st", ["st"]],
  ["Leeds St", ["leeds", "st"]],
  ["C of E", ["church", "of", "england"]],
  ["c.of.e. primary", ["church", "of", "england", "primary"]],
  ["CofE", ["church", "of", "england"]],
  ["C of Exeter", ["c", "of", "exeter"]],
  ["O'Brien O’BRIEN OBrien", ["obrien"]],
  ["Infant/Junior (VA)", ["infant", "junior", "va"]],
  ["URN 100001", ["#100001"]],
  ["ukprn: 10000001", ["~10000001"]],
  ["URN100001", ["#100001"]],
  ["urn", ["urn"]],
  ["100001", ["100001"]],
  ["LS1 1AA", ["ls1", "1aa"]],
  ["Smith, Jean-Luc", ["smith", "jean", "luc"]],
  ["Jean-Luc Smith <jean-luc.smith@example.com>", ["jeanlucsmithexamplecom"]],
  ["Jean (Head) <J+school@Example.com>, ", ["jschoolexamplecom"]],
  ["mailto:a.b@example.com", ["mailto", "abexamplecom"]],
  ["max@maßanfertigung.de", ["maxxnmaanfertigungcdbde"]],
  ["megan.price", ["megan", "price"]],
  ["Xu（徐）li李", ["xu", "徐", "li", "李"]],
  ["school school SCHOOL scho", ["school"]],
  ["’ % _ \\", []],
  ["", []],
])("looks in %j for %j", (query, words) => {
  expect(searchWords(query)).toEqual(words);
});

it("looks for the first eight different words", () => {
  const words = Array.from({ length: 20 }, (_, index) => `w${index + 10}`);

  expect(searchWords(words.join(" "))).toEqual(words.slice(0, mostWords));
});
