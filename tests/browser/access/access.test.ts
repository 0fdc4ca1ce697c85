import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { openUsers } from "../steps/add-user.ts";
import { bannersOn, expectHeading } from "../steps/expectations.ts";
import { journey, scriptless } from "../steps/journey.ts";
import { newPerson } from "../steps/people.ts";
import { followSignIn, signInAs, signInWith, signOut } from "../steps/sign-in.ts";
import { service, serviceTitle } from "../steps/titles.ts";

const noAccess = `You do not have access to ${service}`;

/** Checks that DfE Sign-in asks the person to sign in. */
async function expectToBeAsked(page: Page): Promise<void> {
  await followSignIn(page);
  await page.getByRole("button", { name: "Megan Price" }).waitFor();
  expect(new URL(page.url()).origin).toBe(new URL(inject("product").signIn).origin);
}

journey(
  "a person without an invitation sees why, and can use another account",
  async ({ page, javaScript }) => {
    const { email } = newPerson("Stranger");
    await signInWith(page, { email });
    await expectHeading(page, noAccess);
    expect(await page.title()).toBe(serviceTitle(noAccess));
    const response = await page.goto("/no-access");
    expect(response?.status()).toBe(403);
    const text = await page.getByRole("main").innerText();
    expect(text).toContain(`You signed in to DfE Sign-in with the email address ${email}.`);
    expect(text).toContain("must be the one that your invitation was sent to");
    const contact = page.getByRole("main").locator('a[href^="mailto:"]');
    expect(await contact.getAttribute("href")).toBe(`mailto:${await contact.innerText()}`);

    for (const path of ["/support/organisations", "/organisations"]) {
      await page.goto(path);
      await expectHeading(page, `Sign in to ${service}`);
    }
    await page.goto("/");
    await expectHeading(page, noAccess);
    await signOut(page, javaScript, "Sign in with another account");
    await expectToBeAsked(page);
    await page.getByRole("button", { name: "Megan Price" }).click();
    await expectHeading(page, "Your organisations");
    await page.goto("/no-access");
    await expectHeading(page, "Your organisations");
  },
);

scriptless("an organisation user cannot open support pages", async ({ page, visit }) => {
  const support = await visit();
  await signInAs(support, "Priya Nair");
  await openUsers(support, "Calder Teacher Training");
  const users = new URL(support.url()).pathname;
  const organisation = users.replace(/\/users$/, "");

  await signInAs(page, "Megan Price");
  await expectHeading(page, "Your organisations");
  const draft = `${users}/new/${randomUUID()}`;
  for (const path of [
    "/support/organisations",
    organisation,
    users,
    `${users}/new`,
    draft,
    `${draft}/check`,
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(403);
    await expectHeading(page, "You do not have permission to view this page");
  }
  // Another organisation's page is not found.
  await openUsers(support, "Brookfield High School");
  const response = await page.goto(new URL(support.url()).pathname.replace(/^\/support|\/users$/g, ""));
  expect(response?.status()).toBe(404);
});

journey("a page of DfE Sign-in that was left open too long leads to a new one", async ({ page }) => {
  await page.goto("/support/users");
  await followSignIn(page);
  for (const button of ["Session expired", "Come back without anything"]) {
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("button", { name: "Priya Nair" }).waitFor();
  }
  await page.getByRole("button", { name: "Priya Nair" }).click();
  await expectHeading(page, "Support users");
});

journey("a person whose account is deactivated can sign in with another account", async ({ page }) => {
  await signInWith(page, { email: newPerson().email, refusal: "invalid_grant" });
  await expectHeading(page, `Sign in to ${service}`);
  expect(await bannersOn(page)).toEqual(["You have not been signed in. Try again."]);

  await expectToBeAsked(page);
  await page.getByRole("button", { name: "Megan Price" }).click();
  await expectHeading(page, "Your organisations");
});

scriptless.for(["Cancel", "Cancel at a later step", "Do not consent"])(
  "a person who chooses '%s' at DfE Sign-in can start again",
  async (button, { page }) => {
    await page.goto("/sign-in");
    await followSignIn(page);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expectHeading(page, `Sign in to ${service}`);
    expect(await bannersOn(page)).toEqual([]);
  },
);
