import { sql } from "kysely";
import { expect, test as unit } from "vitest";
import { foldLetters } from "../../../db/search/letters.ts";
import { searchWords } from "../../../server/search/words.ts";
import { test } from "../../fixtures/resources.ts";

unit.each([
  ["École O’Brien", "ecole obrien"],
  ["E\u0301cole", "ecole"],
  ["Ysgol Tŷ Ffynnon Ŵ", "ysgol ty ffynnon w"],
  ["Łódź Straße Øresund Ægir", "lodz strasse oresund aegir"],
  ["İzmir", "izmir"],
  ["ΟΔΥΣΣΕΎΣ", "οδυσσευσ"],
  ["１００００１", "100001"],
  ["St. Mary´s", "st. marys"],
])("folds %j to %j", (text, folded) => {
  expect(foldLetters(text)).toBe(folded);
});

/** Numbers from 0 to 1, the same in each run. */
function* seeded(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

const alphabets: [first: number, last: number][] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x2b0, 0x36f],
  [0x386, 0x3ff],
  [0x400, 0x52f],
  [0x5d0, 0x64f],
  [0x1e00, 0x1fff],
  [0x2000, 0x206f],
  [0x2100, 0x214f],
  [0x3000, 0x30ff],
  [0x4e00, 0x4fff],
  [0xff01, 0xff5e],
  [0x1f600, 0x1f64f],
];
const pieces = [
  "St",
  "Saint",
  "st.",
  "C of E",
  "CofE",
  "c.of.e.",
  "&",
  "and",
  "O’",
  "-",
  ", ",
  "/",
  " ",
  "  ",
  "(",
  ")",
];

/** Makes texts of letters from one or two alphabets, and of pieces that folding treats alike or differently. */
function makeTexts(count: number): string[] {
  const numbers = seeded(42);
  const next = (below: number) => Math.floor((numbers.next().value ?? 0) * below);
  const character = () => {
    const [first = 0, last = 0] = alphabets[next(3) > 0 ? next(2) : next(alphabets.length)] ?? [];
    return String.fromCodePoint(first + next(last - first + 1));
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(20) }, () =>
      next(4) === 0 ? ` ${pieces[next(pieces.length)] ?? ""} ` : character(),
    ).join(""),
  );
}

const texts = makeTexts(5_000);

test("the database folds letters as the console does", async ({ db }) => {
  const { rows } = await sql<{ text: string; folded: string }>`
    select text, fold_letters(text) as folded from unnest(${texts}::text[]) text
  `.execute(db);

  expect(rows).toHaveLength(texts.length);
  expect(rows.filter(({ text, folded }) => folded !== foldLetters(text))).toEqual([]);
});

test("every name is found by itself", async ({ db }) => {
  // An address and a label are read in another way than a name.
  const names = texts.filter((text) => !/@|urn|ukprn/i.test(text.normalize("NFKC")));

  const { rows } = await sql<{ name: string; stored: string }>`
    select name, search_words(name) || ' ' as stored from unnest(${names}::text[]) name
  `.execute(db);

  const missed = rows.filter(({ name, stored }) => searchWords(name).some((word) => !stored.includes(word)));
  expect(missed).toEqual([]);
});

test("text in two scripts has a space between them, so that two letters can be looked up", async ({ db }) => {
  const { rows } = await sql<{ stored: string }>`
    select search_words(text) as stored from unnest(${texts}::text[]) text
  `.execute(db);

  expect(rows.filter(({ stored }) => /[a-z0-9][^a-z0-9 ]/u.test(stored))).toEqual([]);
});
