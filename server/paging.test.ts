import { expect, test } from "vitest";
import { pageBounds, pageInput, toPage } from "./paging.ts";

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
  expect([1, 2, 3].map(pageBounds)).toEqual([
    { limit: 25, offset: 0 },
    { limit: 25, offset: 25 },
    { limit: 25, offset: 50 },
  ]);
});

test("a call that names no page means the first", () => {
  expect(pageInput.parse(undefined)).toBe(1);
});

test.each([0, -1, 1.5, "1", NaN])("page %j is refused", (page) => {
  expect(pageInput.safeParse(page).success).toBe(false);
});
