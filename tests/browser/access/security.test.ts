import { expect, inject } from "vitest";
import { journey, scripted } from "../steps/journey.ts";
import { signInAs, signOut } from "../steps/sign-in.ts";

// Each journey fails if the browser's console reports anything blocked by the Content-Security-Policy.

journey("signing out ends the session here, and DfE Sign-in asks again", async ({ page, javaScript }) => {
  await page.goto("/support/users");
  await page.getByRole("button", { name: "Sign in using DfE Sign-in" }).click();
  await page.getByRole("button", { name: "Priya Nair" }).click();
  await page.waitForURL("**/support/users");

  await signOut(page, javaScript);
  const cookies = await page.context().cookies(inject("product").console);
  expect(cookies.filter(({ name }) => name.endsWith("session"))).toEqual([]);

  await page.getByRole("button", { name: "Sign in using DfE Sign-in" }).click();
  expect(await page.getByRole("heading", { name: "Sign in", exact: true }).isVisible()).toBe(true);
});

journey("after signing out, Back shows no personal data", async ({ page, javaScript }) => {
  await signInAs(page, "Priya Nair");
  await page.goto("/support/users");
  expect(await page.getByText("@education.gov.uk").count()).toBeGreaterThan(0);
  await signOut(page, javaScript);

  for (const times of [1, 2]) {
    await page.goBack();
    expect(await page.getByText("@education.gov.uk").count(), `Back, ${times}`).toBe(0);
  }
});

// The Chromium from npm has no back/forward cache; tests/long tests with one that has.
scripted("a page that the browser took from its back/forward cache is asked for anew", async ({ page }) => {
  await signInAs(page, "Priya Nair");
  await page.goto("/support/users?page=2");
  await page.context().clearCookies();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));

  await page.waitForURL("**/sign-in?returnTo=*");
  expect(await page.getByText("@education.gov.uk").count()).toBe(0);
});
