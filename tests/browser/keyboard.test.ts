import type { Page } from "playwright-core";
import { eventually } from "./expectations.ts";
import { journey } from "./journey.ts";
import { signInOnce } from "./sign-in-once.ts";

/** Checks that the skip link is the first thing that the keyboard reaches, and leads to the main part. */
async function expectSkipLink(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  const link = page.locator(".govuk-skip-link:focus");
  await eventually(async () => (await link.boundingBox())?.width).toBeGreaterThan(100);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main-content$/);
  await page.keyboard.press("Tab");
  await page.locator("#main-content :focus").waitFor();
}

journey("the keyboard can skip to the main part", async ({ page }) => {
  await page.goto("/sign-in");
  await expectSkipLink(page);
  await signInOnce(page, "Priya Nair");
  await page.goto("/support/organisations");
  await expectSkipLink(page);
});
