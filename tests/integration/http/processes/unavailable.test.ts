import { expect } from "vitest";
import { sql } from "kysely";
import { openDatabase } from "../../../../db/database.ts";
import { createToken } from "../../../records/api-tokens.ts";
import type { Resources } from "../../../../server/resources.ts";
import { callRaw, posted } from "../../../fixtures/api.ts";
import { startProxy } from "../../../faults/product/interruptible-proxy.ts";
import { tom } from "../../../records/people.ts";
import { withVariables } from "../../../fixtures/resources.ts";
import { createSession } from "../../../records/sessions.ts";
import { readPage, test } from "../../../fixtures/web.ts";

const unavailable = { status: 503, heading: "Sorry, the service is unavailable" };

/** Resources whose database does not respond. */
function withoutDatabase(resources: Resources): Resources {
  const db = openDatabase("postgres://console@127.0.0.1:1/console", () => undefined);
  return { ...resources, db };
}

test.for(["/support/organisations", "/organisations", "/", "/no-access", "/auth/dfe"])(
  "%s is 503 while the database is down",
  async (path, { serve, resources }) => {
    const { visit } = await serve(withoutDatabase(resources));

    expect(await readPage(await visit(path, { sessionId: "anyone's" }))).toMatchObject(unavailable);
  },
);

test("a form posted while the database is down is 503", async ({ serve, resources }) => {
  const { visit } = await serve(withoutDatabase(resources));
  const path = "/support/users/new/0e0e9b3c-7a3f-4f67-a1c6-8cf1d1c3a5f0/check";

  expect(await readPage(await visit(path, { sessionId: "anyone's", form: {} }))).toMatchObject(unavailable);
});

test.for(["supportUsers.list", "supportUsers.add", "supportUsers.list,organisations.list?batch=1"])(
  "a call of %s while the database is down is 503, as a tRPC error",
  async (procedures, { serve, resources }) => {
    const { url } = await serve(withoutDatabase(resources));

    const { status, answer } = await callRaw(url, procedures, posted("anyones-token", {}));

    const [error] = [answer].flat().map((one) => one.error);
    expect(status).toBe(503);
    expect(error).toMatchObject({ message: "Try again later", data: { code: "SERVICE_UNAVAILABLE" } });
  },
);

test("a call is 503 if the database fails after the token check", async ({ resources, serve }) => {
  const token = await createToken(resources.db, "nightly sync");
  const { url } = await serve(resources);
  const gone = sql`
    create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'disk full' using errcode = '53100'; end $$`;
  await gone.execute(resources.db);
  await sql`create trigger refuse before insert on support_users execute function refuse()`.execute(
    resources.db,
  );

  const { status, answer } = await callRaw(url, "supportUsers.add", posted(token, tom));

  await sql`drop function refuse cascade`.execute(resources.db);
  expect([status, answer.error?.data.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
});

test("public pages and error pages work without the database", async ({ serve, resources }) => {
  const { visit } = await serve(withoutDatabase(resources));

  expect(await readPage(await visit("/sign-in"))).toMatchObject({ status: 200 });
  expect(await readPage(await visit("/%E0"))).toMatchObject({ status: 400 });
  expect((await visit("/healthcheck")).status).toBe(200);
  expect((await visit("/healthcheck/ready")).status).toBe(503);
});

test("readiness is 503 soon when PostgreSQL freezes", async ({ serve, resources, onTestFinished }) => {
  const scope = new AsyncDisposableStack();
  onTestFinished(() => scope.disposeAsync());
  const url = new URL(resources.environment.DATABASE_URL);
  const proxy = await startProxy([Number(url.port)], scope);
  const db = openDatabase(
    Object.assign(url, { hostname: "127.0.0.1", port: String(proxy.port) }).href,
    () => undefined,
  );
  const { visit } = await serve({ ...resources, db });
  const status = async () => (await visit("/healthcheck/ready")).status;
  expect(await status()).toBe(200);

  proxy.freeze();
  proxy.close();

  await expect.poll(status, { timeout: 10_000 }).toBe(503);
}, 15_000);

test("signing in is 503 while DfE Sign-in does not answer", async ({ serve, resources }) => {
  const { visit } = await serve(withVariables(resources, { DFE_SIGN_IN_ISSUER_URL: "http://127.0.0.1:1" }));

  expect(await readPage(await visit("/auth/dfe"))).toMatchObject(unavailable);
});

test("an unexpected error is 500, with a reference that is also in the log", async ({ serve, resources }) => {
  const logged: unknown[] = [];
  const log = Object.assign(Object.create(resources.log) as Resources["log"], {
    error: (entry: unknown) => logged.push(entry),
  });
  const { db } = resources;
  const { sessionId } = await createSession(resources);
  const broken = { ...resources, log, environment: { ...resources.environment, SESSION_IDLE_MINUTES: NaN } };
  const { visit } = await serve({ ...broken, db });

  const page = await readPage(await visit("/support/organisations", { sessionId }));

  expect(page).toMatchObject({ status: 500, heading: "Sorry, there is a problem with the service" });
  const [, reference] = /Reference: (?:<!-- -->)?([\da-f-]{36})/.exec(page.text) ?? [];
  expect(logged).toContainEqual(expect.objectContaining({ requestId: reference }));
  expect(page.text).not.toMatch(/select|interval|sessions\.ts/);
});
