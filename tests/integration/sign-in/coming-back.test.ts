import { pino } from "pino";
import { expect } from "vitest";
import { describe } from "../../../server/log.ts";
import { createSupportUser, priya } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";
import { type Browser, locationOf, openBrowser, test } from "../../fixtures/sign-in.ts";

const failedPage = "/sign-in?failed=yes";

/** Whether the next sign-in makes DfE Sign-in ask who the person is. */
const asksAgain = async (browser: Browser) => (await browser.begin()).query.get("prompt") === "login";

test.beforeEach(async ({ db }) => {
  await createSupportUser(db, priya);
});

test.for<[string, Record<string, string>]>([
  ["says that its session expired", { error: "sessionexpired" }],
  ["says so in other words", { error: "session-expired", error_description: "Session expired" }],
  ["has nothing in it", {}],
])(
  "a callback that %s starts a sign-in with the newest destination",
  async ([, answer], { browser, provider, db }) => {
    await browser.begin("/auth/dfe?returnTo=/support/activity");
    await browser.begin("/auth/dfe?returnTo=/support/users?page=2&timed-out=yes");

    const start = locationOf(await browser.finish(answer)) ?? "";

    // Straight there: a redirect to `/auth/dfe` would be one that another site made.
    const { origin, searchParams } = new URL(start);
    expect(origin).toBe(provider.url);
    expect(searchParams.get("prompt"), "that is no failure").toBeNull();
    const [state, code] = [searchParams.get("state") ?? "", searchParams.get("nonce") ?? ""];
    expect(locationOf(await browser.finish({ state, code }))).toBe("/support/users?page=2");
    expect((await db.selectFrom("sessions").select("banner").executeTakeFirst())?.banner).not.toBeNull();
  },
);

test.for<Record<string, string>>([{ error: "sessionexpired" }, {}])(
  "such a callback (%o) starts a sign-in in a browser that has begun none, and leads a user home",
  async (answer, { web, browser, resources }) => {
    expect(locationOf(await browser.finish(answer))).toBe("/auth/dfe");

    const path = `/auth/dfe/callback?${new URLSearchParams(answer).toString()}`;
    const { sessionId } = await createSession(resources);
    expect(locationOf(await web.visit(path, { sessionId }))).toBe("/");
    const { sessionId: refused } = await createSession(resources, { refusedEmail: "eve@example.com" });
    expect(locationOf(await web.visit(path, { sessionId: refused }))).toBe("/auth/dfe");
  },
);

test("an expired session with a state is a failure, so that it cannot become a loop", async ({ browser }) => {
  const { state } = await browser.begin();

  expect(locationOf(await browser.finish({ state, error: "sessionexpired" }))).toBe(failedPage);
});

test.for([
  ["access_denied", true],
  ["login_required", true],
  ["login_required", false],
  ["consent_denied", true],
  ["consent_denied", false],
] as const)("%s is a cancellation; with a state: %s", async ([error, withState], { browser }) => {
  const { state } = await browser.begin();

  expect(locationOf(await browser.finish({ error, ...(withState && { state }) }))).toBe("/sign-in");
  expect(await asksAgain(browser)).toBe(false);
});

test("after a failure DfE Sign-in is made to ask who the person is, until they have signed in", async ({
  browser,
  provider,
}) => {
  provider.lies.answers = { token: 400 };
  expect(locationOf(await browser.signIn())).toBe(failedPage);
  expect(await asksAgain(browser)).toBe(true);
  expect(await asksAgain(browser), "also if that sign-in is abandoned").toBe(true);

  provider.lies.answers = {};
  expect(locationOf(await browser.signIn())).toBe("/");
  expect(await asksAgain(browser)).toBe(false);
});

test("after signing out DfE Sign-in is made to ask who the person is", async ({ browser }) => {
  await browser.signIn();
  expect(await asksAgain(browser)).toBe(false);
  await browser.visit("/sign-out", {});

  expect(await asksAgain(browser)).toBe(true);
});

test("the log says what DfE Sign-in says about a failure, without personal data", async ({
  provider,
  serve,
  signInResources,
}) => {
  const lines: string[] = [];
  const log = pino({ serializers: { err: describe } }, { write: (line) => lines.push(line) });
  const browser = openBrowser(await serve({ ...signInResources, log }));
  provider.lies.answers = { token: 400 };
  provider.lies.description = "grant request is invalid for megan.price@example.com";

  await browser.signIn();
  await browser.finish({ error: "invalid_client", error_description: "made by anybody" });

  const failures = lines.filter((line) => line.includes("A sign-in did not succeed"));
  expect(failures.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 40,
      description: "grant request is invalid for [redacted]",
      err: { cause: { code: "invalid_grant" } },
    },
    { level: 40, err: { cause: { code: "invalid_client" } } },
  ]);
  expect(lines.join("")).not.toMatch(/megan|anybody/);
});
