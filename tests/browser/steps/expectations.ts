import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Repeats until the value is as expected: a click returns before the next page has loaded. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 20_000, interval: 50 });
}

/**
 * Waits for the page with this one `h1`, which holds its caption (specification, section 2). A caption with a time is given
 * as a pattern.
 */
export async function expectHeading(page: Page, heading: string, caption?: string | RegExp): Promise<void> {
  if (caption instanceof RegExp) {
    await eventually(() => page.locator("h1").allInnerTexts()).toEqual([
      expect.stringContaining(`\n${heading}`),
    ]);
    expect(await page.locator("h1 .govuk-caption-l").innerText()).toMatch(caption);
    return;
  }
  const expected = caption === undefined ? heading : `${caption}\n${heading}`;
  await eventually(() => page.locator("h1").allInnerTexts()).toEqual([expected]);
}

/** Waits for the page with these errors, in this order, in its summary. */
export async function expectErrors(page: Page, errors: { text: string; href: string }[]): Promise<void> {
  const links = page.locator(".govuk-error-summary__list a");
  await eventually(() => links.allInnerTexts()).toEqual(errors.map(({ text }) => text));
  const hrefs = await Promise.all(errors.map((_error, index) => links.nth(index).getAttribute("href")));
  expect(hrefs).toEqual(errors.map(({ href }) => href));
}

/** The notification banners that the page shows. */
export function bannersOn(page: Page): Promise<string[]> {
  return page.locator(".govuk-notification-banner__content").allInnerTexts();
}

/** The page's summary list, by key. */
export async function summaryOn(page: Page): Promise<Record<string, string>> {
  const keys = await page.locator(".govuk-summary-list__key").allInnerTexts();
  const values = await page.locator(".govuk-summary-list__value").allInnerTexts();
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ""]));
}
