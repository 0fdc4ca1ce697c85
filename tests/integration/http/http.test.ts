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

test("pages have security headers", async ({ site }) => {
  const { headers } = await site("/support/organisations");

  const directives = headers.get("Content-Security-Policy")?.split(";") ?? [];
  expect(directives.toSorted()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
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
    "x-robots-tag": "noindex, nofollow",
    "permissions-policy": expect.stringContaining("camera=(), ") as string,
    "strict-transport-security": "max-age=31536000; includeSubDomains",
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

test("programs read that search engines should stay away, and where to report a vulnerability", async ({
  site,
  console,
}) => {
  const [robots, security] = [await site("/robots.txt"), await site("/.well-known/security.txt")];

  expect(await robots.text()).toBe("User-agent: *\nDisallow: /\n");
  const [, expires = ""] = /^Expires: (.*)$/m.exec(await security.clone().text()) ?? [];
  expect(await security.text()).toBe(
    [
      `Contact: mailto:${console.environment.CONTACT_EMAIL}`,
      `Expires: ${expires}`,
      "Preferred-Languages: en",
      `Canonical: ${ours}/.well-known/security.txt\n`,
    ].join("\n"),
  );
  const daysLeft = (Date.parse(expires) - Date.now()) / 86_400_000;
  expect(daysLeft).toBeGreaterThan(180);
  expect(daysLeft).toBeLessThan(182);
});

test("a department's security.txt takes the place of ours", async ({ resources }) => {
  const SECURITY_TXT_URL = "https://vdp.example.gov.uk/.well-known/security.txt";
  const { url, stop } = await startSite(withVariables(resources, { SECURITY_TXT_URL }));
  const { status, headers } = await fetch(`${url}/.well-known/security.txt`, { redirect: "manual" });
  await stop();

  expect([status, headers.get("Location")]).toEqual([302, SECURITY_TXT_URL]);
});
