import { expect, it } from "vitest";
import { normaliseQuery, queryInput, queryLength } from "./query.ts";

it.each([
  ["  Ash\tgrove\u00a0 ", "Ash grove"],
  ["\u200bAshgrove\u200b", "Ashgrove"],
  ["E\u0301cole", "École"],
  ["a\u0000b", "a b"],
  [" \n ", ""],
])("takes %j as %j", (typed, query) => {
  expect(normaliseQuery(typed)).toBe(query);
});

it("cuts a long query between characters, never within one", () => {
  const long = `a${"😀".repeat(1_000)}`;

  expect(normaliseQuery(long)).toBe(`a${"😀".repeat(queryLength - 1)}`);
});

it("is empty if a call has none, and must be text", () => {
  expect(queryInput.parse(undefined)).toBe("");
  expect(queryInput.safeParse(5).error?.issues.map(({ message }) => message)).toEqual(["Query must be text"]);
});
