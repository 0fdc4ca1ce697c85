import type { Page } from "playwright-core";
import { inject } from "vitest";

/** Signs a demonstration person in through the DfE Sign-in stand-in, and waits for the page they land on. */
export async function signInAs(page: Page, person: string): Promise<void> {
  await page.goto("/sign-in");
  await followSignIn(page);
  await page.getByRole("button", { name: person }).click();
  await waitForConsole(page);
}

/** The claims that DfE Sign-in sends about a person. The stand-in's form fills in the rest. */
export type Identity = {
  sub?: string;
  email?: string;
  given_name?: string;
  family_name?: string;
  email_verified?: boolean;
};

/** Signs in as anyone at all, through the stand-in's form. */
export async function signInWith(page: Page, identity: Identity): Promise<void> {
  await page.goto("/sign-in");
  await followSignIn(page);
  for (const [field, value] of Object.entries(identity)) {
    const input = page.locator(`[name="${field}"]`);
    await (typeof value === "boolean" ? input.selectOption(String(value)) : input.fill(value));
  }
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await waitForConsole(page);
}

/** Follows the sign-in page to DfE Sign-in. */
export async function followSignIn(page: Page): Promise<void> {
  const name = "Sign in using DfE Sign-in";
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).click();
}

async function waitForConsole(page: Page): Promise<void> {
  const { origin } = new URL(inject("product").console);
  await page.waitForURL((url) => url.origin === origin);
}
