import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectNoAxeViolations } from "./axe.ts";
import { expectToFit } from "./fit.ts";
import { expectVisibleFocus } from "./focus.ts";
import { expectForcedColours } from "./forced-colours.ts";
import { expectGoodPrint } from "./print.ts";

/** The text spacing of WCAG 1.4.12. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }
`;

/** Runs every check on an open page: wide, narrow, large text, wide spacing, forced colours and print. */
export async function expectGoodLooks(page: Page): Promise<void> {
  await expectNoAxeViolations(page);
  await expectVisibleFocus(page);
  await expectForcedColours(page);
  await withLargeText(page, () => expectToFit(page, "with text of 400%"));
  // The width of a 1,280 pixel window at 400% zoom (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 640 });
  await expectToFit(page, "at 320 pixels");
  await expectNoAxeViolations(page);
  await withStyle(page, spacing, () => expectToFit(page, "at 320 pixels, spaced out"));
  await expectGoodPrint(page);
}

/** Uses the browser's setting for text size, which media queries follow too. */
async function withLargeText(page: Page, look: () => Promise<void>): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 64 } });
  const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(size, "the size that the reader set").toBe("64px");
  await look();
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 16 } });
  await devTools.detach();
}

/** Applies a user style sheet. */
async function withStyle(page: Page, css: string, look: () => Promise<void>): Promise<void> {
  const apply = (text: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  };
  await page.evaluate(apply, css);
  await look();
  await page.evaluate(apply, "");
}
