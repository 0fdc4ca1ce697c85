import { expect, inject, test } from "vitest";
import { followSignIn } from "../browser/steps/sign-in.ts";
import { launchCachingChromium, openPage } from "../setup/chromium/launch-chromium.ts";

// Here, and not in `npm test`, because the Chromium from npm has no back/forward cache.

test("Back after signing out asks for the page anew, although the browser kept it in its cache", async () => {
  await using browser = await launchCachingChromium();
  const page = await openPage(browser, { javaScript: true, baseURL: inject("product").console });
  await page.goto("/support/users");
  await followSignIn(page);
  await page.getByRole("button", { name: "Priya Nair" }).click();
  await page.waitForURL("**/support/users");
  expect(await page.getByText("@education.gov.uk").count()).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");

  // `page.goBack` would wait for the event `load`, which a page from the cache does not have.
  await page.evaluate(() => {
    setTimeout(() => {
      history.back();
    });
  });
  await page.waitForURL("**/sign-in?returnTo=*");
  expect(await page.getByText("@education.gov.uk").count()).toBe(0);
});
