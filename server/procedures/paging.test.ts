import { expect, test } from "vitest";
import { compiler } from "../../db/statements/compiled-once.ts";
import { offsetOf, pageInput, pageSize, toPage } from "./paging.ts";
import { rowsOn } from "./read-page.ts";

test.each([
  [0, 1],
  [1, 1],
  [25, 1],
  [26, 2],
  [50, 2],
  [51, 3],
])("%i rows are %i pages", (total, pageCount) => {
  expect(toPage([], total, 1)).toEqual({ items: [], total, page: 1, pageCount });
});

test("a page holds 25 rows", () => {
  const offset = (page: number) => {
    const { sql, parameters } = rowsOn(page, compiler.selectFrom("organisations").select("id")).compile();
    expect(sql).toMatch(/ limit 25 offset \$1$/);
    return parameters;
  };

  expect([1, 2, 3].map(offset)).toEqual([[0], [25], [50]]);
});

test("of any page, PostgreSQL can calculate the last row", () => {
  expect(offsetOf(Number.MAX_SAFE_INTEGER) + pageSize).toBeLessThan(2 ** 31);
});

test("without a page, a call gets the first", () => {
  expect(pageInput.parse(undefined)).toBe(1);
});

test.each([0, -1, 1.5, "1", NaN])("page %j is refused", (page) => {
  expect(pageInput.safeParse(page).success).toBe(false);
});
