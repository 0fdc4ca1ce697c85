import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../../../../db/database.ts";
import { createMetrics, signInOutcomes } from "../../../../server/http/metrics/metrics.ts";
import { createBulkChange } from "../../../records/bulk-changes.ts";
import { createEmail } from "../../../records/emails.ts";
import { readExposition } from "../../../readings/exposition.ts";
import { createSupportUser, priya } from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";
import { withVariables } from "../../../fixtures/resources.ts";
import { openBrowser, test as base } from "../../../fixtures/sign-in.ts";

const token = "the token of Prometheus";
const withToken = { headers: { Authorization: `Bearer ${token}` } };

const test = base
  .extend("monitored", ({ signInResources }) => {
    const { DFE_SIGN_IN_ISSUER_URL } = signInResources.environment;
    const variables = { DFE_SIGN_IN_ISSUER_URL, METRICS_TOKEN: token };
    const { environment } = withVariables(signInResources, variables);
    return { ...signInResources, environment, metrics: createMetrics() };
  })
  .extend("console", ({ serve, monitored }) => serve(monitored))
  .extend("scrape", ({ console }) => async () => {
    const response = await console.visit("/metrics", withToken);
    expect(response.status).toBe(200);
    return readExposition(await response.text());
  });

/**
 * How many requests each series of the histogram has counted, apart from scrapes. A request counts once its
 * connection has closed.
 */
function countRequests(values: Map<string, number>): Record<string, number> {
  const counts = [...values].filter(([series]) =>
    /^http_request_duration_seconds_count(?!.*metrics)/.test(series),
  );
  return Object.fromEntries(counts.map(([series, count]) => [series.replace(/^.*{|}$/g, ""), count]));
}

const series = (method: string, route: string, status: string) =>
  `method="${method}",route="${route}",status="${status}"`;

test("metrics need the token", async ({ console }) => {
  for (const Authorization of ["", "Bearer", "Bearer wrong", token]) {
    const response = await console.visit("/metrics", { headers: { Authorization } });
    expect([response.status, response.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect(await response.text()).not.toContain("console_");
  }
});

test("without a configured token there is no metrics page", async ({ web }) => {
  expect((await web.visit("/metrics", withToken)).status).toBe(404);
});

test("HEAD has no body, and other methods are refused", async ({ console }) => {
  const head = await console.visit("/metrics", { ...withToken, method: "HEAD" });

  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("Content-Type")).toMatch(/^text\/plain; .*version=0\.0\.4/);
  expect(head.headers.get("Cache-Control")).toBe("no-store");
  expect((await console.visit("/metrics", { ...withToken, method: "POST" })).status).toBe(405);
});

test("requests are counted and timed by method, route and kind of status", async ({
  console,
  monitored,
  scrape,
}) => {
  const { sessionId } = await createSession(monitored);
  const { id } = await createSupportUser(monitored.db, priya);
  await console.visit("/support/organisations", { sessionId });
  await console.visit("/support/organisations?query=megan", { sessionId });
  await console.visit(`/support/users/${id}`, { sessionId });
  await console.visit("/support/users/", { sessionId });
  await console.visit("/sign-out", { sessionId, form: {}, headers: { Origin: "https://evil.example" } });
  await console.visit("/healthcheck/ready");
  await console.visit("/api/trpc/supportUsers.list", { method: "POST" });

  await expect
    .poll(async () => countRequests(await scrape()))
    .toEqual({
      [series("GET", "/support/organisations", "2xx")]: 2,
      [series("GET", "/support/users/:userId", "2xx")]: 1,
      [series("GET", "/support/users", "2xx")]: 1,
      [series("POST", "/sign-out", "4xx")]: 1,
      [series("GET", "/healthcheck/ready", "2xx")]: 1,
      [series("POST", "/api/trpc/*", "4xx")]: 1,
    });
  const values = await scrape();
  const list = series("GET", "/support/organisations", "2xx");
  expect(values.get(`http_request_duration_seconds_sum{${list}}`)).toBeGreaterThan(0.001);
  expect(values.get(`http_request_duration_seconds_bucket{le="+Inf",${list}}`)).toBe(2);
});

test("any request adds few series, and none contains its text", async ({ console, scrape }) => {
  const paths = Array.from({ length: 50 }, (_, index) => `/megan.price${index}@example.com/${index}/x`);
  for (const path of [...paths, "/assets/megan.js", "/support/users/megan/nowhere", "/constructor", "/%E0"]) {
    await console.visit(path);
    await console.visit(path, { method: "PROPFIND" });
  }

  const labels = async () => Object.keys(countRequests(await scrape())).toSorted();
  await expect
    .poll(labels)
    .toEqual([
      series("GET", "/assets/*", "4xx"),
      series("GET", "unknown", "4xx"),
      series("other", "/assets/*", "4xx"),
      series("other", "unknown", "4xx"),
    ]);
  expect([...(await scrape()).keys()].join()).not.toMatch(/megan|constructor/);
});

test("emails of each queue are counted in the database, with the age of the oldest and what holds them up", async ({
  monitored,
  scrape,
}) => {
  const { db } = monitored;
  const nothing = await scrape();
  const supportUser = await createSupportUser(db, priya);
  for (const [age, error] of [
    ["90 s", "403 AuthError: x"],
    ["30 s", "Notify did not answer. When asked about the email: 403 AuthError: x"],
    ["30 s", "403 AuthError (clock 60 s fast): x"],
    ["30 s", "403"],
    ["30 s", "429 TooManyRequestsError: x"],
    ["30 s", "429 RateLimitError: x"],
    ["30 s", null],
  ] as const) {
    const id = await createEmail(db, "support_user_added", { supportUser });
    await sql`
      update emails set created_at = now() - ${age}::interval, error = ${error} where id = ${id}
    `.execute(db);
  }
  const bulk = await createEmail(db, "support_user_added", {
    supportUser,
    bulkChangeId: await createBulkChange(db),
  });
  await sql`update emails set created_at = now() - interval '10 minutes' where id = ${bulk}`.execute(db);
  const failed = await createEmail(db, "support_user_added", { supportUser });
  await sql`
    update emails set status = 'failed', failed_at = now(), error = 'x', created_at = now() - interval '1 day'
    where id = ${failed}
  `.execute(db);

  const values = await scrape();

  const emailsOf = (read: Map<string, number>, queue: string) =>
    ["queued", "sent", "delivered", "failed", "cancelled"].map((each) =>
      read.get(`console_emails{status="${each}",queue="${queue}"}`),
    );
  const oldestOf = (read: Map<string, number>, queue: string) =>
    read.get(`console_oldest_queued_email_seconds{queue="${queue}"}`);
  for (const queue of ["single", "bulk"]) {
    expect(emailsOf(nothing, queue)).toEqual([0, 0, 0, 0, 0]);
    expect(oldestOf(nothing, queue)).toBe(0);
  }
  expect(emailsOf(values, "single")).toEqual([7, 0, 0, 1, 0]);
  expect(emailsOf(values, "bulk")).toEqual([1, 0, 0, 0, 0]);
  const heldUp = (read: Map<string, number>) =>
    ["clock", "key", "gateway", "daily_limit"].map((each) =>
      read.get(`console_emails_held_up{obstacle="${each}"}`),
    );
  expect([heldUp(nothing), heldUp(values)]).toEqual([
    [0, 0, 0, 0],
    [1, 2, 1, 1],
  ]);
  expect(oldestOf(values, "single")).toBeCloseTo(90, -1);
  expect(oldestOf(values, "bulk")).toBeCloseTo(600, -1);
  expect(values.get("console_database_up")).toBe(1);
});

test("docs/operating.md describes every metric, and no other", async ({ console, scrape }) => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/operating.md"), "utf8");
  const described = [...page.matchAll(/^\| `((?:http|console)_\w+)` +\|/gm)].map(([, name]) => name);
  await console.visit("/healthcheck");
  const names = async () => {
    const known = [...(await scrape()).keys()].filter((each) => /^(http|console)_/.test(each));
    return [...new Set(known.map((each) => each.replace(/(_bucket|_sum|_count)?(\{.*)?$/, "")))].toSorted();
  };

  await expect.poll(names).toEqual(described.toSorted());
});

test("sign-ins are counted by outcome", async ({ console, monitored, provider, scrape }) => {
  const read = async () => {
    const values = await scrape();
    return signInOutcomes.map((each) => values.get(`console_sign_ins_total{outcome="${each}"}`));
  };
  expect(await read()).toEqual(signInOutcomes.map(() => 0));

  await openBrowser(console).signIn();
  await createSupportUser(monitored.db, priya);
  const browser = openBrowser(console);
  await browser.signIn();
  await browser.signIn();
  const { state } = await browser.begin();
  await browser.finish({ state, error: "access_denied" });
  await browser.finish({ error: "sessionexpired" });
  await browser.finish({});
  await browser.finish({ state: "another", code: "x" });
  provider.lies.answers = { token: "never" };
  await browser.signIn();

  expect(Object.fromEntries((await read()).map((count, index) => [signInOutcomes[index], count]))).toEqual({
    support_user: 2,
    organisation_user: 0,
    refused: 1,
    cancelled: 1,
    expired: 1,
    failed: 1,
    unavailable: 1,
    error: 0,
  });
});

test("without its database a process still reports metrics, and that the database is down", async ({
  serve,
  monitored,
}) => {
  const db = openDatabase("postgres://console@127.0.0.1:1/console", () => undefined);
  const { visit } = await serve({ ...monitored, db });
  const response = await visit("/metrics", withToken);

  const values = readExposition(await response.text());
  expect(response.status).toBe(200);
  expect(values.get("console_database_up")).toBe(0);
  expect(values.get("process_resident_memory_bytes")).toBeGreaterThan(0);
  expect([...values.keys()].filter((name) => name.startsWith("console_emails"))).toEqual([]);
});

test("a database that does not respond to a scrape counts as down", async ({ monitored, scrape }) => {
  await monitored.db.transaction().execute(async (trx) => {
    await sql`lock table emails in access exclusive mode`.execute(trx);

    expect((await scrape()).get("console_database_up")).toBe(0);
  });
});
