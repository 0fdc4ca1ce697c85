import { createRequestHandler } from "@remix-run/node";
import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../../../db/database.ts";
import type { PageBuild } from "../../../server/http/reading/page-build.ts";
import { patternOf } from "../../../server/http/reading/route-patterns.ts";
import type { Resources } from "../../../server/resources.ts";
import { withVariables } from "../../fixtures/resources.ts";
import { test as withWeb } from "../../fixtures/web.ts";
import { openContext } from "../../records/sessions.ts";
import { type Caller, openDemonstration } from "./demonstration-pages.ts";

/** Routes whose page nobody sees, because their loaders always redirect. */
const redirecting = [
  "/",
  "/sign-out",
  "/support",
  "/support/bulk-changes/new",
  "/support/sign-in-problems/:problemId/organisations/:organisationId/new",
  "/support/sign-in-problems/:problemId/support-users/new",
  "/support/users/new",
  "/support/users/:userId/edit",
  "/support/organisations/:organisationId/users/new",
  "/support/organisations/:organisationId/users/:userId/edit",
];

/** Who can read the pages that redirect a support user. */
const readers: Record<string, Caller> = { "/organisations": "user", "/no-access": "refused" };

/**
 * vitest's `test` with `compare`, which requests an address from the console and from Remix's own request handler,
 * whose pages `RemixServer` renders. It expects the same, and returns the status.
 */
const test = withWeb
  .extend("editing", ({ resources }) =>
    withVariables(resources, { ORGANISATION_USER_EDITING: "until-first-sign-in", HTTP_COMPRESSION: "off" }),
  )
  .extend("demonstration", ({ editing }) => openDemonstration(editing))
  .extend("whole", ({ serve, editing }) => serve(editing))
  .extend("compare", ({ pages, editing, whole, demonstration }) => {
    return async (
      address: string,
      caller: Caller,
      resources = editing,
      { visit } = whole,
    ): Promise<number> => {
      const sessionId = demonstration.sessions[caller];
      const page = await visit(address, { sessionId });

      const answer = toAnswer(page, await page.text());

      expect(answer).toEqual(await askRemix(pages, resources, address, sessionId));
      return page.status;
    };
  });

/** The response of Remix's own request handler to a GET. */
async function askRemix(build: PageBuild, resources: Resources, address: string, sessionId?: string) {
  const handle = createRequestHandler(build, "production");
  const server = await openContext(resources, sessionId);
  const request = new Request(resources.environment.PUBLIC_URL + address);
  const response = await handle(request, { server });
  return toAnswer(response, await response.text());
}

/** What a client sees of a response, without ids that are different each time. */
function toAnswer({ status, headers }: Response, html: string) {
  return {
    status,
    type: headers.get("Content-Type"),
    retryAfter: headers.get("Retry-After"),
    location: headers.get("Location")?.replace(/[\da-f-]{36}$/, "…"),
    html: html.replace(/(Reference: )[\da-f-]{36}/, "$1…"),
  };
}

/** Divides the patterns of pages into three parts, so that no test takes long. */
const partOf = (pattern: string) =>
  /^\/support\/organisations\/./.test(pattern)
    ? "organisation"
    : pattern.startsWith("/support")
      ? "support"
      : "other";

test.for(["organisation", "support", "other"])(
  "every page is what RemixServer renders: part '%s'",
  async (part, { pages, demonstration, compare }) => {
    const shown = new Set(redirecting);
    const visits = Object.entries(demonstration.addresses).filter(([pattern]) => partOf(pattern) === part);
    for (const [pattern, addresses] of visits) {
      for (const address of addresses) {
        const status = await compare(address, readers[pattern] ?? "support");
        if (status === 200 || pattern === "/*" || pattern === "/no-access") shown.add(pattern);
      }
    }

    const routes = Object.values(pages.routes).filter(({ id, module }) => id !== "root" && module.default);
    const patterns = routes.map(({ id }) => patternOf(pages.routes, id));
    const isHere = (pattern: string) => partOf(pattern) === part;
    expect([...shown].filter(isHere).toSorted()).toEqual(patterns.filter(isHere).toSorted());
  },
);

test.for(["/support/users", "/organisations", "/nowhere"])(
  "HEAD %s has the headers of the page, and no body",
  async (address, { whole: { visit }, demonstration: { sessions } }) => {
    const page = await visit(address, { sessionId: sessions.support });
    const head = await visit(address, { sessionId: sessions.support, method: "HEAD" });

    const length = Buffer.byteLength(await page.text());
    expect([head.status, await head.text()]).toEqual([page.status, ""]);
    for (const { headers } of [page, head]) expect(headers.get("Content-Length")).toBe(String(length));
  },
);

test.for(["user", "refused", "nobody"] as const)(
  "the response to the caller '%s' is what RemixServer renders",
  async (caller, { demonstration: { addresses }, compare }) => {
    const statuses = new Set<number>();
    for (const pattern of ["/*", "/sign-in", "/organisations", "/support/users"]) {
      statuses.add(await compare(addresses[pattern]?.[0] ?? "", caller));
    }

    expect([...statuses].toSorted()).toEqual(caller === "user" ? [200, 403, 404] : [200, 302, 404]);
  },
);

test("a banner is what RemixServer renders", async ({ pages, whole, editing, demonstration }) => {
  const sessionId = demonstration.sessions.support;
  await demonstration.leaveBanner();
  const page = await whole.visit("/support/users", { sessionId });
  await demonstration.leaveBanner();

  const answer = toAnswer(page, await page.text());

  expect(answer.html).toContain("User added");
  expect(answer).toEqual(await askRemix(pages, editing, "/support/users", sessionId));
});

test.for(["/support/users", "/cookies", "/"])(
  "%s of a console without its database is what RemixServer renders",
  async (address, { serve, editing, compare }) => {
    const db = openDatabase("postgres://console@127.0.0.1:1/console", () => undefined);
    const resources = { ...editing, db };

    const status = await compare(address, "support", resources, await serve(resources));

    expect(status).toBe(address === "/cookies" ? 200 : 503);
  },
);

test("the page of an unexpected error is what RemixServer renders", async ({ db, compare }) => {
  await sql`alter table organisation_users rename to moved_users`.execute(db);

  const status = await compare("/support/organisation-users", "support");

  await sql`alter table moved_users rename to organisation_users`.execute(db);
  expect(status).toBe(500);
});

test("a person removed while a form about them is posted is 404, although the form had errors", async ({
  pages,
  serve,
  editing,
  demonstration: { sessions },
}) => {
  const web = await serve(editing, failingAfterAction(pages, "routes/support.users.new.$draftId._index"));
  const path = "/support/users/new/0b6c7f0e-5a0c-4a52-9a2e-54f3f6f6a111";

  const page = await web.visit(path, { sessionId: sessions.support, form: { email: "" } });

  expect(page.status).toBe(404);
  expect(await page.text()).toContain("<title>Page not found - ");
});

/** The pages, except that the loader of one route does not find what its action has found. */
function failingAfterAction(pages: PageBuild, id: string): PageBuild {
  const { [id]: route } = pages.routes;
  if (route === undefined) throw new Error(`There is no route ${id}`);
  const loader = () => {
    throw new Response(null, { status: 404 });
  };
  return { ...pages, routes: { ...pages.routes, [id]: { ...route, module: { ...route.module, loader } } } };
}
