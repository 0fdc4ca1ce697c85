import { expect } from "vitest";
import { withVariables } from "../../fixtures/resources.ts";
import { locationOf, openBrowser, test as base } from "../../fixtures/sign-in.ts";
import { countRows } from "../../readings/traces.ts";
import { createSupportUser, priya } from "../../records/people.ts";

const test = base.extend("overHttps", async ({ serve, signInResources, provider }) =>
  serve(
    withVariables(signInResources, {
      DFE_SIGN_IN_ISSUER_URL: provider.url,
      PUBLIC_URL: "https://console.education.gov.uk",
    }),
  ),
);

test.beforeEach(async ({ db }) => {
  await createSupportUser(db, priya);
});

test.for([
  ["cross-site", "/sign-in?returnTo=%2Fsupport%2Fusers"],
  ["same-site", "/sign-in?returnTo=%2Fsupport%2Fusers"],
  ["same-origin", "DfE Sign-in"],
  ["none", "DfE Sign-in"],
] as const)(
  "a link to /auth/dfe that is %s leads to %s",
  async ([site, expected], { serve, signInResources, provider }) => {
    const web = await serve(signInResources);
    const response = await web.visit("/auth/dfe?returnTo=%2Fsupport%2Fusers", {
      headers: { "Sec-Fetch-Site": site },
    });

    const location = new URL(locationOf(response) ?? "", "http://here");
    expect(location.origin === provider.url ? "DfE Sign-in" : location.pathname + location.search).toBe(
      expected,
    );
    expect(response.headers.getSetCookie()).toHaveLength(expected === "DfE Sign-in" ? 2 : 0);
  },
);

test("over https, the cookies of a sign-in are only accepted from our own host", async ({ overHttps }) => {
  const browser = openBrowser(overHttps);
  const { response, state, code } = await browser.begin("/auth/dfe?returnTo=/support/users");

  const cookies = response.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-.*; Secure/);
    expect(cookie).toMatch(/; Path=\/;/);
    expect(cookie).not.toMatch(/Domain/i);
  }
  const answer = await browser.finish({ state, code });
  expect(locationOf(answer)).toBe("/support/users");
  expect([...browser.cookies.keys()], "browsers delete them").toEqual(["__Host-session"]);
  const deletions = answer.headers.getSetCookie().filter((cookie) => /Max-Age=0/i.test(cookie));
  expect(deletions.filter((cookie) => !/; Secure/.test(cookie))).toEqual([]);
});

test("a sign-in that another site of the domain plants in a browser signs nobody in", async ({
  overHttps,
  db,
}) => {
  const [attacker, victim] = [openBrowser(overHttps), openBrowser(overHttps)];
  const { state, code } = await attacker.begin();
  // Browsers accept no cookie with the prefix from another host, so the attacker has to leave it out.
  for (const [name, value] of attacker.cookies) victim.cookies.set(name.replace("__Host-", ""), value);

  expect(locationOf(await victim.finish({ state, code }))).toBe("/sign-in?failed=yes");
  expect(await countRows(db, "sessions")).toBe(0);
});
