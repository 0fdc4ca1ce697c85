import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { readDraft } from "../../../../server/drafts/drafts.ts";
import { findSession, sweepSessions } from "../../../../server/sign-in/sessions/sessions.ts";
import { startDraft } from "../../../records/drafts.ts";
import { createSupportUser, priya } from "../../../records/people.ts";
import { withVariables } from "../../../fixtures/resources.ts";
import { createSession } from "../../../records/sessions.ts";
import { locationOf, openBrowser, test } from "../../../fixtures/sign-in.ts";
import { countRows } from "../../../readings/traces.ts";
import { readPage } from "../../../fixtures/web.ts";

/** Makes every session older, as if time had passed. */
async function passMinutes(db: Database, minutes: number): Promise<void> {
  await sql`
    update sessions set created_at = created_at - make_interval(mins => ${minutes}),
      last_seen_at = last_seen_at - make_interval(mins => ${minutes})
  `.execute(db);
}

test("use extends a short idle limit too", async ({ resources, db }) => {
  const { sessionId } = await createSession(resources);

  for (const minutes of [0.7, 0.7, 0.7]) {
    await sql`update sessions set last_seen_at = last_seen_at - make_interval(secs => ${minutes * 60})`.execute(
      db,
    );
    expect(await findSession(db, sessionId, 1)).toBeDefined();
  }
});

test("ended sessions are deleted with their drafts, and live ones are kept", async ({ resources, db }) => {
  const { claim } = await startDraft(resources, "support", { firstName: "", lastName: "", email: "" });
  await createSession(resources, { refusedEmail: "new@example.com" });
  await passMinutes(db, 121);
  const { sessionId } = await createSession(resources, { supportUserId: (await createSupportUser(db)).id });

  expect(await sweepSessions(db, 120)).toBe(2);

  expect(await countRows(db, "sessions")).toBe(1);
  expect(await countRows(db, "drafts")).toBe(0);
  expect(await findSession(db, sessionId, 120)).toBeDefined();
  expect(await readDraft(db, claim)).toEqual({ state: "none" });
});

test("the session cookie is HttpOnly and Lax, and over https Secure with the __Host- prefix", async ({
  serve,
  signInResources,
  db,
}) => {
  await createSupportUser(db, priya);
  const cookieAt = async (PUBLIC_URL: string) => {
    const configured = withVariables(signInResources, { ...fixed(signInResources), PUBLIC_URL });
    const response = await openBrowser(await serve(configured)).signIn();
    return response.headers.getSetCookie().find((cookie) => cookie.includes("session="));
  };

  expect(await cookieAt("http://localhost:3000")).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await cookieAt("https://console.education.gov.uk")).toMatch(
    /^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test("the sign-in cookies are limited to their paths, HttpOnly, Lax, and Secure over https", async ({
  serve,
  signInResources,
}) => {
  const attributesAt = async (PUBLIC_URL: string) => {
    const configured = withVariables(signInResources, { ...fixed(signInResources), PUBLIC_URL });
    const { response } = await openBrowser(await serve(configured)).begin();
    return response.headers.getSetCookie().map((cookie) => cookie.split("; ").slice(1).toSorted());
  };
  const attributes = ["HttpOnly", "Max-Age=3600", "Path=/auth/dfe", "SameSite=Lax"];
  const secure = ["HttpOnly", "Max-Age=3600", "Path=/", "SameSite=Lax", "Secure"]; // `__Host-` needs this path

  expect(await attributesAt("http://localhost:3000")).toEqual([attributes, attributes]);
  expect(await attributesAt("https://console.education.gov.uk")).toEqual([secure, secure]);
});

test("a session ends after two idle hours, or after 12 hours in all", async ({ browser, db }) => {
  await createSupportUser(db, priya);
  const statusAfter = async (minutes: number) => {
    await passMinutes(db, minutes);
    return (await browser.visit("/support/organisations")).status;
  };

  await browser.signIn();
  expect(await statusAfter(119)).toBe(200);
  expect(await statusAfter(119)).toBe(200);
  expect(await statusAfter(121)).toBe(302);

  await browser.signIn();
  for (let hours = 1; hours <= 11; hours++) expect(await statusAfter(60)).toBe(200);
  expect(await statusAfter(59)).toBe(200);
  expect(await statusAfter(2)).toBe(302);
});

test.for(["", "/check"])(
  "a form posted after the time-out%s leads to sign in, then to the empty form with an explanation",
  async (step, { browser, db }) => {
    await createSupportUser(db, priya);
    await browser.signIn();
    const form = `/support/users/new/${randomUUID()}`;
    await browser.visit(form, { firstName: "Zora", lastName: "Lind", email: "zora@education.gov.uk" });
    await passMinutes(db, 121);

    const turnedAway = await browser.visit(form + step, { firstName: "Zora", lastName: "Lind", email: "" });
    const signIn = await readPage(await browser.visit(locationOf(turnedAway) ?? ""));
    const [, href = ""] = /href="(\/auth\/dfe[^"]*)"/.exec(signIn.text) ?? [];
    let response = await browser.signIn(href.replaceAll("&amp;", "&"));
    while (response.status === 302) response = await browser.visit(locationOf(response) ?? "");
    const page = await readPage(response);

    expect(page.heading).toBe("Personal details");
    expect(page.text).toContain("You were signed out because you were inactive. Enter the details again.");
    expect(page.text).not.toContain("Zora");
    expect((await readPage(await browser.visit(form))).text).not.toContain("You were signed out");
  },
);

test("a draft that ended with a sign-in in another tab leads to the empty form with an explanation", async ({
  browser,
  db,
}) => {
  await createSupportUser(db, priya);
  await browser.signIn();
  const form = `/support/users/new/${randomUUID()}`;
  await browser.visit(form, { firstName: "Zora", lastName: "Lind", email: "zora@education.gov.uk" });
  await browser.signIn();

  const saved = await browser.visit(`${form}/check`, {});

  expect(locationOf(saved)).toBe(form);
  const page = await readPage(await browser.visit(form));
  expect(page.text).toContain("You signed in again in another tab. Enter the details again.");
  expect(page.text).not.toContain("Zora");
});

test("a page opened without a session shows no such explanation", async ({ browser, db }) => {
  await createSupportUser(db, priya);
  const turnedAway = await browser.visit("/support/users");

  expect(locationOf(turnedAway)).toBe("/sign-in?returnTo=%2Fsupport%2Fusers");
  await browser.signIn("/auth/dfe?returnTo=%2Fsupport%2Fusers");
  expect((await readPage(await browser.visit("/support/users"))).text).not.toContain("You were signed out");
});

function fixed({ environment }: { environment: { DFE_SIGN_IN_ISSUER_URL: string } }) {
  return { DFE_SIGN_IN_ISSUER_URL: environment.DFE_SIGN_IN_ISSUER_URL };
}
