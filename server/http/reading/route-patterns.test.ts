import { matchRoutes } from "@remix-run/router";
import { expect, test } from "vitest";
import { createPatternMatcher } from "./route-patterns.ts";

const patterns = [
  "/",
  "/users/:userId",
  "/users/new",
  "/users/:userId/edit",
  "/users/new/:draftId",
  "/users.csv",
  "/*",
];
const routes = patterns.map((path) => ({ path }));
const match = createPatternMatcher(patterns);

test.each([
  ["/", "/"],
  ["/users/new", "/users/new"],
  ["/users/new/", "/users/new"],
  ["/users/4f3c", "/users/:userId"],
  ["/users/new/4f3c", "/users/new/:draftId"],
  ["/users/4f3c/edit", "/users/:userId/edit"],
  ["/USERS/%6Eew", "/users/new"],
  ["/users.csv", "/users.csv"],
  ["/usersxcsv", "/*"],
  ["/users", "/*"],
  ["/users//new", "/*"],
  ["/users/%C3%89ric%2FB%25", "/users/:userId"],
  ["/nowhere/at%20all/", "/*"],
])("matches %s as Remix's router does: %s", (path, pattern) => {
  const remix = matchRoutes(routes, path)?.at(-1);
  expect(match(path)).toEqual({ pattern, params: remix?.params });
  expect(remix?.route.path).toBe(pattern);
});

test("a path that no pattern matches has none", () => {
  expect(createPatternMatcher(["/users"])("/nowhere")).toBeUndefined();
});
