import { expect } from "vitest";
import type { Lies } from "../../stand-ins/provider.ts";
import { createSupportUser, priya } from "../../records/people.ts";
import { locationOf, openBrowser, test } from "../../fixtures/sign-in.ts";
import { countRows } from "../../readings/traces.ts";
import { withVariables } from "../../fixtures/resources.ts";
import { readPage } from "../../fixtures/web.ts";

const now = Math.floor(Date.now() / 1000);
const unavailable = { status: 503, heading: "Sorry, the service is unavailable" };

test.beforeEach(async ({ db }) => {
  await createSupportUser(db, priya);
});

test("an honest provider signs the person in", async ({ browser, db }) => {
  const response = await browser.signIn();

  expect(locationOf(response)).toBe("/");
  expect(await countRows(db, "sessions")).toBe(1);
});

test.for<[string, Lies]>([
  ["a key that is not the issuer's", { foreignKey: true }],
  ["the client's secret for a key", { algorithm: "HS256" }],
  ["no signature", { algorithm: "none" }],
  ["another issuer", { idToken: { iss: "https://example.com" } }],
  ["another audience", { idToken: { aud: "another-client" } }],
  ["several audiences, for another of them", { idToken: { aud: ["console", "b"], azp: "b" } }],
  ["several audiences, without azp", { idToken: { aud: ["console", "b"] } }],
  ["one audience, for another client", { idToken: { azp: "b" } }],
  ["another nonce", { idToken: { nonce: "another" } }],
  ["no nonce", { idToken: { nonce: undefined } }],
  ["an expired token", { idToken: { exp: now - 60 } }],
  ["a token that never expires", { idToken: { exp: undefined } }],
  ["a token that is not valid yet", { idToken: { nbf: now + 600 } }],
  ["a token from the future", { idToken: { iat: now + 120 } }],
  ["a token from 11 minutes ago", { idToken: { iat: now - 660 } }],
  ["a token about nobody", { idToken: { sub: undefined } }],
  ["an empty id", { idToken: { sub: "" }, userInfo: { sub: "" } }],
  ["an id with a NUL character", { idToken: { sub: "dsi-priya\0" }, userInfo: { sub: "dsi-priya\0" } }],
  ["an id of 256 characters", { idToken: { sub: "a".repeat(256) }, userInfo: { sub: "a".repeat(256) } }],
  ["a name that is an object", { userInfo: { given_name: { en: "Priya" } } }],
  ["a name that is an object in the token", { idToken: { given_name: { en: "Priya" } } }],
  ["several email addresses", { userInfo: { email: ["priya.nair@education.gov.uk"] } }],
  ["a name with a control character", { userInfo: { family_name: "Nair\u001b[31m" } }],
  ["userinfo about somebody else", { userInfo: { sub: "dsi-somebody-else" } }],
  ["userinfo about nobody", { userInfo: { sub: undefined } }],
  ["a refused code", { answers: { token: 400 } }],
])("%s signs nobody in, and shows an error", async ([, lies], { browser, provider, db }) => {
  Object.assign(provider.lies, lies);

  const response = await browser.signIn();

  expect([response.status, locationOf(response)]).toEqual([302, "/sign-in?failed=yes"]);
  expect(await countRows(db, "sessions")).toBe(0);
  expect((await readPage(await browser.visit("/sign-in?failed=yes"))).text).toContain(
    "You have not been signed in. Try again.",
  );
});

test.for<[string, Lies]>([
  ["discovery is down", { answers: { discovery: 500 } }],
  ["discovery hangs", { answers: { discovery: "never" } }],
  ["discovery redirects", { answers: { discovery: "redirect" } }],
  ["discovery is nonsense", { answers: { discovery: "nonsense" } }],
  ["discovery is of another issuer", { discovery: { issuer: "https://example.com" } }],
  ["discovery does not say where things are", { discovery: { token_endpoint: undefined } }],
  ["discovery names a script", { discovery: { end_session_endpoint: "javascript:alert(1)" } }],
])("signing in is 503 while %s, and works afterwards", async ([, lies], { browser, provider }) => {
  Object.assign(provider.lies, lies);
  expect(await readPage((await browser.begin()).response)).toMatchObject(unavailable);

  Object.assign(provider.lies, { answers: undefined, discovery: undefined });
  expect(locationOf(await browser.signIn())).toBe("/");
});

test.for<[string, Lies]>([
  ["the token address is down", { answers: { token: 502 } }],
  ["the token address hangs", { answers: { token: "never" } }],
  ["the token address redirects", { answers: { token: "redirect" } }],
  ["the token address is nonsense", { answers: { token: "nonsense" } }],
  ["the keys redirect", { answers: { keys: "redirect" } }],
  ["userinfo redirects", { answers: { userinfo: "redirect" } }],
  ["the keys are down", { answers: { keys: 500 } }],
  ["the keys hang", { answers: { keys: "never" } }],
  ["userinfo is down", { answers: { userinfo: 503 } }],
  ["userinfo hangs", { answers: { userinfo: "never" } }],
  ["userinfo is nonsense", { answers: { userinfo: "nonsense" } }],
])("the callback is 503 while %s", async ([, lies], { browser, provider, db }) => {
  const { state, code } = await browser.begin();
  Object.assign(provider.lies, lies);

  expect(await readPage(await browser.finish({ state, code }))).toMatchObject(unavailable);
  expect(await countRows(db, "sessions")).toBe(0);
});

test.for<[string, number | undefined, string]>([
  ["a recent sign-in there", now - 60, "/"],
  ["a sign-in there before that", now - 700, "/sign-in?failed=yes"],
  ["a sign-in there in the future", now + 120, "/sign-in?failed=yes"],
  ["no time of the sign-in there", undefined, "/sign-in?failed=yes"],
])(
  "DFE_SIGN_IN_MAX_AGE of 10 minutes and %s",
  async ([, auth_time, expected], { provider, serve, signInResources }) => {
    const strict = withVariables(signInResources, {
      DFE_SIGN_IN_ISSUER_URL: provider.url,
      DFE_SIGN_IN_MAX_AGE: "600",
    });
    const browser = openBrowser(await serve(strict));
    provider.lies.idToken = { auth_time };
    const { query, state, code } = await browser.begin();

    expect(query.get("max_age")).toBe("600");
    expect(locationOf(await browser.finish({ state, code }))).toBe(expected);
  },
);

test("a rotated key is found at once", async ({ browser, provider }) => {
  expect(locationOf(await browser.signIn())).toBe("/");
  browser.cookies.clear();
  await provider.rotateKey();
  expect(locationOf(await browser.signIn())).toBe("/");
});

test("a callback that is repeated changes nothing", async ({ browser, db }) => {
  const { state, code } = await browser.begin();
  await browser.finish({ state, code });
  const repeated = await browser.finish({ state, code });

  expect(locationOf(repeated)).toBe("/");
  expect(await countRows(db, "sessions")).toBe(1);
});

test.for<[string, Record<string, string>, string]>([
  ["cancelled", { error: "access_denied" }, "/sign-in"],
  ["without a code", {}, "/sign-in?failed=yes"],
  ["with an error of theirs", { error: "invalid_request" }, "/sign-in?failed=yes"],
])("a callback %s redirects to the sign-in page", async ([, answer, expected], { browser }) => {
  const { state } = await browser.begin();

  expect(locationOf(await browser.finish({ state, ...answer }))).toBe(expected);
});

test("a callback that reports an outage is 503", async ({ browser }) => {
  const { state } = await browser.begin();

  expect(await readPage(await browser.finish({ state, error: "server_error" }))).toMatchObject(unavailable);
});

test.for<[string, Record<string, string>]>([
  ["no state", { code: "a-code" }],
  ["no state, and an error", { error: "access_denied" }],
  ["somebody else's state", { code: "a-code", state: "another" }],
])(
  "a callback with %s signs nobody in, and does not redirect in a loop",
  async ([, answer], { browser, db }) => {
    await browser.begin();

    expect(locationOf(await browser.finish(answer))).toMatch(/^\/sign-in/);
    expect(await countRows(db, "sessions")).toBe(0);
  },
);

test("another browser cannot finish this sign-in", async ({ browser, serve, signInResources, db }) => {
  const { state, code } = await browser.begin();
  const victim = openBrowser(await serve(signInResources));

  expect(locationOf(await victim.finish({ state, code }))).toMatch(/^\/sign-in/);
  expect(await countRows(db, "sessions")).toBe(0);
});

test("two tabs keep their own destinations, in either order", async ({ browser }) => {
  const first = await browser.begin("/auth/dfe?returnTo=/support/users");
  const second = await browser.begin("/auth/dfe?returnTo=/support/organisations");

  expect(locationOf(await browser.finish({ state: second.state, code: second.code }))).toBe(
    "/support/organisations",
  );
  expect(locationOf(await browser.finish({ state: first.state, code: first.code }))).toBe("/support/users");
  expect([...browser.cookies.keys()]).toEqual(["session"]);
});

test("the request has PKCE, state and a nonce, and only the scopes we need", async ({ browser }) => {
  const { query, response } = await browser.begin();

  expect(Object.fromEntries(query)).toMatchObject({
    response_type: "code",
    scope: "openid profile email",
    code_challenge_method: "S256",
    redirect_uri: "http://localhost:3000/auth/dfe/callback",
  });
  for (const cookie of response.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly/);
});
