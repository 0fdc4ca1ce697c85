import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually, expectHeading } from "../steps/expectations.ts";
import { journey, scripted } from "../steps/journey.ts";
import { Keyboard } from "./keyboard.ts";
import { type KeyboardJourney, keyboardJourneys } from "./keyboard-journeys.ts";
import { readMain, withoutChance } from "../page-checks/main-part.ts";
import { signInAs } from "../steps/sign-in.ts";

/** Checks that the skip link gets focus first, and moves focus to the main content. */
async function expectSkipLink(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  const link = page.locator(".govuk-skip-link:focus");
  await eventually(async () => (await link.boundingBox())?.width).toBeGreaterThan(100);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main-content$/);
  await page.keyboard.press("Tab");
  await page.locator("#main-content :focus").waitFor();
}

journey("the skip link leads to the main content", async ({ page }) => {
  await page.goto("/sign-in");
  await expectSkipLink(page);
  await signInAs(page, "Priya Nair");
  await expectHeading(page, "Organisations");
  await page.goto("/support/organisations");
  await expectSkipLink(page);
});

/** Runs a journey, and returns what each page showed. */
async function walk({ start, person, walk }: KeyboardJourney, page: Page, javaScript: boolean) {
  const about = await person();
  const seen: string[] = [];
  await signInAs(page, "Fatima Sheikh");
  await page.goto(start);
  const see = async (heading: string, caption?: string) => {
    await expectHeading(page, heading, caption);
    seen.push(withoutChance(await readMain(page, { only: about.lastName })));
  };
  await walk(new Keyboard(page, javaScript), see, about);
  return seen;
}

scripted.for(keyboardJourneys)(
  "$name with the keyboard alone shows the same pages with and without JavaScript",
  async (chosen, { visit }) => {
    const without = await walk(chosen, await visit(false), false);
    const withScripts = await walk(chosen, await visit(true), true);

    expect(withScripts).toEqual(without);
  },
);
