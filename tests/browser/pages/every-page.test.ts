import { expect, test } from "vitest";
import { guardedRoutes } from "../../integration/http/guarded-routes.ts";
import { addingPages } from "./states/adding-pages.ts";
import { apiTokenPages } from "./states/api-token-pages.ts";
import { bulkChangePages } from "./states/bulk-change-pages.ts";
import { changingPages } from "./states/changing-pages.ts";
import { errorPages } from "./states/error-pages.ts";
import { organisationPages } from "./states/organisation-pages.ts";
import { overviewPages } from "./states/overview-pages.ts";
import { personPages } from "./states/sign-in-problems/person-pages.ts";
import { problemPages } from "./states/sign-in-problems/problem-pages.ts";
import { publicPages } from "./states/public-pages.ts";
import { userPages } from "./states/user-pages.ts";

const states = [
  ...publicPages,
  ...errorPages,
  ...organisationPages,
  ...addingPages,
  ...changingPages,
  ...userPages,
  ...overviewPages,
  ...bulkChangePages,
  ...problemPages,
  ...personPages,
  ...apiTokenPages,
];

/** Routes that redirect or send a file. */
const organisation = "/support/organisations/:organisationId";
const withoutPage = [
  "/",
  "/auth/dfe",
  "/auth/dfe/callback",
  "/support",
  "/support/sign-in-problems/:problemId/organisations/:organisationId/new",
  "/support/sign-in-problems/:problemId/support-users/new",
  "/support/users/new",
  "/support/users/:userId/edit",
  "/support/users/:userId/resend",
  `${organisation}/users/new`,
  `${organisation}/users/:userId/edit`,
  `${organisation}/users/:userId/resend`,
  `${organisation}/users/download`,
  "/support/bulk-changes/new",
  "/support/bulk-changes/template",
  "/support/bulk-changes/:bulkChangeId/progress",
  "/support/bulk-changes/:bulkChangeId/outcome",
  "/support/organisation-users/download",
  "/support/activity/download",
  "/support/performance/download",
];

test("every route is tested as a page, or listed as having none", () => {
  const routes = new Set([...withoutPage, ...states.map(({ route }) => route)]);

  expect([...routes].toSorted()).toEqual(Object.keys(guardedRoutes).toSorted());
  expect(states.filter(({ route }) => withoutPage.includes(route))).toEqual([]);
});

test("every status that a page can have is tested", () => {
  const statuses = new Set(states.map(({ status = 200 }) => status));

  expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 400, 403, 404, 405, 413, 422, 429, 500, 503]);
});

test("every state has a unique name", () => {
  const names = states.map(({ name }) => name);

  expect(names).toEqual([...new Set(names)]);
});
