import { expect, test } from "vitest";
import { isSupportPath } from "./paths.ts";

test.each(["/support", "/support/", "/support/users", "/SUPPORT/users"])("%s is a support page", (path) => {
  expect(isSupportPath(path)).toBe(true);
});

test.each(["/", "/supportive", "/supportive/users", "/organisations/support"])("%s is not", (path) => {
  expect(isSupportPath(path)).toBe(false);
});
