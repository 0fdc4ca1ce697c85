import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectHeading, summaryOn } from "../steps/expectations.ts";
import type { Person } from "../steps/people.ts";
import { signInWith } from "../steps/sign-in.ts";
import { service } from "../steps/titles.ts";

/** What DfE Sign-in says of a person who signs in with an account. */
export function accountOf({ firstName, lastName, email }: Person, sub = `account-${email}`) {
  return { sub, email, given_name: firstName, family_name: lastName };
}

/** Signs in, is refused, and returns what the page says. */
export async function expectRefused(page: Page, account: Parameters<typeof signInWith>[1]): Promise<string> {
  await signInWith(page, account);
  await expectHeading(page, `You do not have access to ${service}`);
  const text = await page.locator("main").innerText();
  expect(text).toContain(`You signed in to DfE Sign-in with the email address ${account.email}.`);
  expect(text).toContain(
    "We will keep your name, email address and DfE Sign-in ID for 30 days after you last tried, so that the Support team can help you.",
  );
  return text;
}

/** Searches for an address from the navigation, and opens its problem. */
export async function openProblem(page: Page, email: string): Promise<void> {
  await page.getByRole("link", { name: "Sign-in problems" }).click();
  await expectHeading(page, "Sign-in problems");
  await page.getByLabel("Search sign-in problems").fill(email);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: email, exact: true }).click();
  await expectHeading(page, "Sign-in problem");
  expect((await summaryOn(page))["Email address used"]).toBe(email);
}

/** Checks that the search finds the address no more: its problem is resolved. */
export async function expectResolved(page: Page, email: string): Promise<void> {
  await page.goto(`/support/sign-in-problems?query=${email}`);
  await page.getByText(`No sign-in problems match ‘${email}’.`).waitFor();
}

/** Says that the address was checked, and presses the page's button. */
export async function confirm(page: Page, label: string, button: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).check();
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** Goes back to the sign-in page without a session, as in a new browser. */
export async function forget(page: Page): Promise<void> {
  await page.context().clearCookies();
}
