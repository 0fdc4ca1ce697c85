import { expect, test } from "vitest";
import { pageInput } from "./paging.ts";

test("a call that names no page means the first", () => {
  expect(pageInput.parse(undefined)).toBe(1);
});

test.each([0, -1, 1.5, "1", NaN])("page %j is refused", (page) => {
  expect(pageInput.safeParse(page).success).toBe(false);
});
