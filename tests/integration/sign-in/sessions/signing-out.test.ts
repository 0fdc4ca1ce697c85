import { expect } from "vitest";
import { DfeSignIn } from "../../../../server/sign-in/dfe/dfe-sign-in.ts";
import { createSupportUser, priya } from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";
import { type Browser, locationOf, test } from "../../../fixtures/sign-in.ts";
import { readPage } from "../../../fixtures/web.ts";
import { countRows } from "../../../readings/traces.ts";

/** What a browser deletes and stores after signing out. */
const cookies = [
  expect.stringMatching(/^session=; Max-Age=0;/),
  expect.stringMatching(/^ask-again=[^;]+; Path=\/auth\/dfe; HttpOnly; SameSite=Lax$/),
];

/** Signs out, and reads the two addresses on the page: where it goes on by itself, and its link. */
async function signOut(browser: Browser) {
  const response = await browser.visit("/sign-out", {});
  const { heading, text } = await readPage(response.clone());
  const [, next = ""] = /<meta http-equiv="refresh" content="0; url=([^"]+)"/.exec(text) ?? [];
  const [, link = ""] = /<a class="govuk-link" href="([^"]+)">sign out of DfE Sign-in</.exec(text) ?? [];
  return { response, heading, next: next.replaceAll("&amp;", "&"), link: link.replaceAll("&amp;", "&") };
}

test("signing out ends our session, with a page that goes on to DfE Sign-in and has a link", async ({
  browser,
  db,
  signInResources,
}) => {
  await createSupportUser(db, priya);
  await browser.signIn();

  const { response, heading, next, link } = await signOut(browser);

  expect([response.status, heading]).toEqual([200, "You have signed out"]);
  expect(response.headers.get("Clear-Site-Data"), "Back shows no cached page").toBe('"cache"');
  expect(response.headers.getSetCookie()).toEqual(cookies);
  expect(await response.text(), "nobody is signed in").not.toContain("/support");
  expect(await countRows(db, "sessions")).toBe(0);
  expect(link).toBe(next);
  const url = new URL(next);
  expect(url.origin + url.pathname).toBe("https://end-session.example/end");
  expect(url.searchParams.get("post_logout_redirect_uri")).toBe(
    `${signInResources.environment.PUBLIC_URL}/sign-in`,
  );
  expect(url.searchParams.get("id_token_hint")).toMatch(/^eyJ/);
});

test("signing out needs a POST", async ({ browser, db }) => {
  await createSupportUser(db, priya);
  await browser.signIn();

  expect(locationOf(await browser.visit("/sign-out"))).toBe("/");
  expect(await countRows(db, "sessions")).toBe(1);
});

test("signing out without a session leads to the sign-in page", async ({ web }) => {
  const response = await web.visit("/sign-out", { form: {} });

  expect([response.status, locationOf(response)]).toEqual([302, "/sign-in"]);
  expect(response.headers.get("Clear-Site-Data")).toBe('"cache"');
  expect(response.headers.getSetCookie()).toEqual(cookies);
});

test.for([
  ["is down", 503],
  ["does not answer in time", "never"],
  ["answers nonsense", "nonsense"],
] as const)(
  "while DfE Sign-in %s, signing out ends our session and leads to the sign-in page",
  async ([, discovery], { provider, serve, resources, signInResources, db }) => {
    provider.lies.answers = { discovery };
    const dfeSignIn = new DfeSignIn(signInResources.environment, 200);
    const { visit } = await serve({ ...signInResources, dfeSignIn });
    const { sessionId } = await createSession(resources);

    const response = await visit("/sign-out", { sessionId, form: {} });

    expect([response.status, locationOf(response)]).toEqual([302, "/sign-in"]);
    expect(response.headers.getSetCookie()).toEqual(cookies);
    expect(await countRows(db, "sessions")).toBe(0);
  },
);

test.for([
  ["with the address they signed in with", "new@example.com", "email address new@example.com"],
  ["where DfE Sign-in gave no address", undefined, "did not say which email address"],
] as const)(
  "a person without access can sign in with another account, %s",
  async ([, email, text], { browser, provider, db }) => {
    provider.lies.userInfo = { email };
    expect(locationOf(await browser.signIn("/auth/dfe?returnTo=/support/users"))).toBe("/no-access");

    const page = await readPage(await browser.visit("/no-access"));

    expect(page).toMatchObject({
      status: 403,
      heading: "You do not have access to Manage school placements",
    });
    expect(page.text).toContain(text);
    expect(page.text).toContain("Sign in with another account");
    expect(locationOf(await browser.visit("/support/organisations"))).toMatch(/^\/sign-in/);
    expect(locationOf(await browser.visit("/"))).toBe("/no-access");
    expect((await signOut(browser)).next).toMatch(/^https:\/\/end-session.example\/end\?id_token_hint=eyJ/);
    expect(await countRows(db, "sessions")).toBe(0);
    expect((await browser.begin()).query.get("prompt")).toBe("login");
  },
);
