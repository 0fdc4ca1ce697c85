import { describe, expect, test } from "vitest";
import { nameSchema } from "./name.ts";

const schema = nameSchema("First name");
const messagesOf = (typed: unknown) => schema.safeParse(typed).error?.issues.map(({ message }) => message);

const tooLong = "First name must be 100 characters or less";
const hidden = "First name must not include hidden characters";

describe("is stored in one form", () => {
  test.each([
    ["spaces around go", "  Megan ", "Megan"],
    ["non-breaking spaces around go", "\u00A0Megan\u202F", "Megan"],
    ["zero-width characters around go", "\u200B\uFEFFMegan\u2060\u200D", "Megan"],
    ["both, mixed", " \u200B \u00A0Megan\u200B ", "Megan"],
    ["marks for the direction of text around go", "\u200E\u2068Megan\u2069\u00AD", "Megan"],
    ["tabs and line breaks count as spaces", "Mary\tAnn\r\nLee", "Mary Ann Lee"],
    [
      "other line breaks count as spaces",
      "Mary\u000BAnn\fLee\u0085Ray\u2028Joy\u2029Day",
      "Mary Ann Lee Ray Joy Day",
    ],
    ["runs of spaces become one", "Mary   Ann \u00A0\u3000 Lee", "Mary Ann Lee"],
    ["NFC", "E\u0301ric", "Éric"],
    ["NFC of a singleton", "\u212Bke", "Åke"],
    ["hyphens, apostrophes, dots, digits and case stay", "O’Neil-d'Arcy Jr. 3rd", "O’Neil-d'Arcy Jr. 3rd"],
    ["other scripts stay", "Зоя 美玲 مريم", "Зоя 美玲 مريم"],
    [
      "joiners within stay, for scripts that need them",
      "क्\u200Dष \u0646\u200C\u0646",
      "क्\u200Dष \u0646\u200C\u0646",
    ],
    ["markup is only text", "<b>&amp;", "<b>&amp;"],
  ])("%s", (_what, typed, stored) => {
    expect(schema.parse(typed)).toBe(stored);
  });
});

test.each(["", " ", "\u00A0\u200B\t", undefined, null, 5, ["Megan"]])("is required: %j", (typed) => {
  expect(messagesOf(typed)).toEqual(["Enter a first name"]);
});

describe("has at most 100 characters, as a person counts them in", () => {
  test.each([
    ["100 letters", "a".repeat(100)],
    ["100 that take two units each", "\u{20000}".repeat(100)],
    ["100 after composing", "e\u0301".repeat(100)],
    ["100 after trimming 1,000", "a".repeat(100).padEnd(1_000)],
    ["100 once runs of spaces are one", `${"a".repeat(49)}     ${"b".repeat(50)}`],
  ])("%s", (_what, typed) => {
    expect(messagesOf(typed)).toBeUndefined();
  });

  test.each([
    ["101 letters", "a".repeat(101)],
    ["101 that take two units each", "\u{20000}".repeat(101)],
    ["1,001 before trimming", "Megan".padEnd(1_001)],
    ["a hundred thousand", "a".repeat(100_000)],
  ])("not %s", (_what, typed) => {
    expect(messagesOf(typed)).toEqual([tooLong]);
  });
});

test.each([
  ["null", "\u0000"],
  ["escape", "\u001B"],
  ["delete", "\u007F"],
  ["another control character", "\u009F"],
  ["zero-width space", "\u200B"],
  ["word joiner", "\u2060"],
  ["soft hyphen", "\u00AD"],
  ["a sign that turns text around", "\u202E"],
  ["an invisible tag", "\u{E0041}"],
  ["half a surrogate pair", "\uD83D"],
])("includes no hidden characters: %s", (_what, character) => {
  expect(messagesOf(`Me${character}gan`)).toEqual([hidden]);
});

test("says one thing at a time: that it is too long before that it hides something", () => {
  expect(messagesOf(`Me\u0000${"a".repeat(100)}`)).toEqual([tooLong]);
});

test("names its field", () => {
  const lastName = nameSchema("Last name");
  const messages = ["", "a".repeat(101), "a\u0000b"].map(
    (text) => lastName.safeParse(text).error?.issues[0]?.message,
  );
  expect(messages).toEqual([
    "Enter a last name",
    "Last name must be 100 characters or less",
    "Last name must not include hidden characters",
  ]);
});
