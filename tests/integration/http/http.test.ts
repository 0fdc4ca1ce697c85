import { expect } from "vitest";
import { openDatabase } from "../../../db/database.ts";
import { startSite } from "../../fixtures/site.ts";
import { test as base, withVariables } from "../../fixtures/resources.ts";

const ours = "https://console.education.gov.uk";

const test = base
  .extend("console", ({ resources }) =>
    withVariables(resources, { PUBLIC_URL: ours, NODE_ENV: "production" }),
  )
  .extend("site", async ({ console }, { onCleanup }) => {
    const { url, stop } = await startSite(console);
    onCleanup(stop);
    return (path: string, init?: RequestInit) => fetch(url + path, { redirect: "manual", ...init });
  });

const post = (headers: Record<string, string>) => ({
  method: "POST",
  headers,
  body: new URLSearchParams({ a: "b" }),
});

test("the process is up, and ready if the database responds and is migrated", async ({ site }) => {
  const [up, ready] = [await site("/healthcheck"), await site("/healthcheck/ready")];

  expect([up.status, await up.json()]).toEqual([200, { status: "ok" }]);
  expect([ready.status, await ready.json()]).toEqual([200, { database: "ok", pendingMigrations: 0 }]);
  expect(ready.headers.get("Cache-Control")).toBe("no-store");
});

test("not ready while a migration is pending", async ({ site, db }) => {
  await db.schema.alterTable("kysely_migration").renameTo("migrations_away").execute();

  const ready = await site("/healthcheck/ready");

  await db.schema.alterTable("migrations_away").renameTo("kysely_migration").execute();
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { database: "ok", pendingMigrations: expect.any(Number) as number },
  ]);
});

test("without its database the process is up but not ready", async ({ console }) => {
  const db = openDatabase("postgres://nobody@127.0.0.1:1/nothing", () => undefined);
  const { url, stop } = await startSite({ ...console, db });

  const [up, ready] = [await fetch(`${url}/healthcheck`), await fetch(`${url}/healthcheck/ready`)];

  await stop();
  await db.destroy();
  expect(up.status).toBe(200);
  expect([ready.status, await ready.json()]).toEqual([503, { database: "unreachable" }]);
});

test.for<[string, Record<string, string>]>([
  ["another site", { Origin: "https://evil.example" }],
  ["no site that can be named", { Origin: "null" }],
  ["our address over http", { Origin: "http://console.education.gov.uk" }],
  ["another port of ours", { Origin: `${ours}:8443` }],
  ["another host that ends like ours", { Origin: "https://evilconsole.education.gov.uk" }],
  [
    "another site that says it was forwarded",
    { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
  ],
])("a browser's request from %s is refused with 403", async ([, headers], { site }) => {
  const response = await site("/support/organisations", post(headers));

  expect([response.status, await response.text()]).toEqual([403, "status 403"]);
});

test.for(["DELETE", "PUT", "PATCH"])("refuses %s too", async (method, { site }) => {
  const headers = { Origin: "https://evil.example" };
  expect((await site("/support/organisations", { method, headers })).status).toBe(403);
});

test.for<[string, Record<string, string>]>([
  ["as a proxy passes them on, with a host of its own", {}],
  ["with another forwarded host", { "X-Forwarded-Host": "internal.example, other.example" }],
])("our own forms are accepted, %s", async ([, headers], { site }) => {
  expect((await site("/support/organisations", post({ Origin: ours, ...headers }))).status).toBe(200);
});

test("links from any site are accepted", async ({ site }) => {
  const response = await site("/support/organisations", { headers: { Origin: "https://elsewhere.example" } });

  expect(response.status).toBe(200);
});

test("pages have security headers", async ({ site }) => {
  const { headers } = await site("/support/organisations");

  const directives = headers.get("Content-Security-Policy")?.split(";") ?? [];
  expect(directives.toSorted()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self' http://127.0.0.1:3001",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
  ]);
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "strict-transport-security": expect.stringContaining("max-age=") as string,
  });
  expect(headers.get("X-Powered-By")).toBeNull();
});

test.for([
  ["over plain http, as with npm start", { NODE_ENV: "production", PUBLIC_URL: "http://localhost:3000" }],
  ["on a developer's machine", { NODE_ENV: "development", PUBLIC_URL: "https://localhost:3000" }],
] as const)("there is no Strict-Transport-Security header %s", async ([, variables], { resources }) => {
  const { url, stop } = await startSite(withVariables(resources, variables));
  const { headers } = await fetch(`${url}/support/organisations`);
  await stop();

  expect(headers.get("Strict-Transport-Security")).toBeNull();
});

test("an unknown path has an uncached error page with its status", async ({ site }) => {
  const response = await site("/nowhere");

  expect([response.status, await response.text()]).toEqual([404, "status 404"]);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});
