import type { Page } from "playwright-core";
import { inject } from "vitest";
import { expectHeading } from "./expectations.ts";
import { service } from "./titles.ts";

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
  /** How the token endpoint refuses the person's codes. */
  refusal?: "invalid_grant" | "invalid_client";
};

/** Signs in as anyone at all, through the stand-in's form. */
export async function signInWith(page: Page, identity: Identity): Promise<void> {
  await page.goto("/sign-in");
  await followSignIn(page);
  for (const [field, value] of Object.entries(identity)) {
    const input = page.locator(`[name="${field}"]`);
    const isChoice = typeof value === "boolean" || field === "refusal";
    await (isChoice ? input.selectOption(String(value)) : input.fill(value));
  }
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await waitForConsole(page);
}

/** Follows the sign-in page to DfE Sign-in. */
export async function followSignIn(page: Page): Promise<void> {
  const name = "Sign in using DfE Sign-in";
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).click();
}

/**
 * Signs out with a button of the page, and waits for the sign-in page. Without JavaScript people stay on DfE Sign-in's
 * page, and have to come back by themselves.
 */
export async function signOut(page: Page, javaScript: boolean, button = "Sign out"): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await afterSigningOut(page, javaScript);
}

/** Waits for the sign-in page after a button for signing out. */
export async function afterSigningOut(page: Page, javaScript: boolean): Promise<void> {
  if (!javaScript) {
    await expectHeading(page, "You are about to sign out");
    await page.goto("/sign-in");
  }
  await expectHeading(page, `Sign in to ${service}`);
}

async function waitForConsole(page: Page): Promise<void> {
  const { origin } = new URL(inject("product").console);
  await page.waitForURL((url) => url.origin === origin);
}
