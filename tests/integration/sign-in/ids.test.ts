import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { DfeSignIn } from "../../../server/sign-in/dfe/dfe-sign-in.ts";
import { createSupportUser, priya } from "../../records/people.ts";
import { withVariables } from "../../fixtures/resources.ts";
import { locationOf, openBrowser, test as base } from "../../fixtures/sign-in.ts";
import type { Lies } from "../../stand-ins/provider.ts";

const upper = "5D0A9B7C-1F00-4C6E-8D8E-6F1C7A2B3C4D";
const lower = upper.toLowerCase();

const test = base.extend("browserFor", ({ serve, signInResources }) => async (idClaim: string) => {
  const { DFE_SIGN_IN_ISSUER_URL } = signInResources.environment;
  const variables = { DFE_SIGN_IN_ISSUER_URL, DFE_SIGN_IN_ID_CLAIM: idClaim };
  const { environment } = withVariables(signInResources, variables);
  return openBrowser(
    await serve({ ...signInResources, environment, dfeSignIn: new DfeSignIn(environment, 500) }),
  );
});

const storedId = async (db: Database) =>
  (await db.selectFrom("support_users").select("dfe_sign_in_id").executeTakeFirstOrThrow()).dfe_sign_in_id;

/** How the release before finds a person: it compares the id as DfE Sign-in sends it. */
const isFoundByReleaseBefore = async (db: Database, sub: string) =>
  (await db.selectFrom("support_users").select("id").where("dfe_sign_in_id", "=", sub).execute()).length ===
  1;

test.for([
  { stored: upper, idToken: lower, userInfo: lower },
  { stored: lower, idToken: upper, userInfo: upper },
  { stored: upper, idToken: upper, userInfo: lower },
  { stored: lower, idToken: lower, userInfo: upper },
])(
  "a UUID is one id in any letter case, and either release goes on finding it: %o",
  async ({ stored, idToken, userInfo }, { browser, provider, db }) => {
    await createSupportUser(db, priya, { dfeSignInId: stored });
    Object.assign(provider.lies, { idToken: { sub: idToken }, userInfo: { sub: userInfo } } satisfies Lies);

    expect(locationOf(await browser.signIn())).toBe("/");

    expect(await isFoundByReleaseBefore(db, idToken)).toBe(true);
  },
);

test("the id of a first sign-in is stored as it was sent", async ({ browser, provider, db }) => {
  await createSupportUser(db, priya);
  Object.assign(provider.lies, { idToken: { sub: upper }, userInfo: { sub: upper } } satisfies Lies);

  expect(locationOf(await browser.signIn())).toBe("/");
  expect(await storedId(db)).toBe(upper);
});

test("the letter case of any other id counts", async ({ browser, provider, db }) => {
  await createSupportUser(db, priya, { dfeSignInId: "DSI-PRIYA" });
  expect(locationOf(await browser.signIn())).toBe("/no-access");

  provider.lies.userInfo = { sub: "DSI-PRIYA" };
  expect(locationOf(await openedAnew(browser).signIn())).toBe("/sign-in?failed=yes");
});

test.for<[string, Lies, string]>([
  ["in the ID token", { idToken: { dsi_user: upper } }, "/"],
  ["in userinfo", { userInfo: { dsi_user: lower } }, "/"],
  ["in both", { idToken: { dsi_user: upper }, userInfo: { dsi_user: lower } }, "/"],
  ["in neither", {}, "/sign-in?failed=yes"],
  [
    "different in the two",
    { idToken: { dsi_user: upper }, userInfo: { dsi_user: "x" } },
    "/sign-in?failed=yes",
  ],
  ["empty", { idToken: { dsi_user: "" } }, "/sign-in?failed=yes"],
  ["a number", { idToken: { dsi_user: 7 } }, "/sign-in?failed=yes"],
])("the configured claim has the id: %s", async ([, lies, expected], { browserFor, provider, db }) => {
  await createSupportUser(db, priya, { dfeSignInId: upper });
  Object.assign(provider.lies, lies);

  expect(locationOf(await (await browserFor("dsi_user")).signIn())).toBe(expected);
});

/** The browser without its cookies. */
function openedAnew(browser: ReturnType<typeof openBrowser>) {
  browser.cookies.clear();
  return browser;
}
