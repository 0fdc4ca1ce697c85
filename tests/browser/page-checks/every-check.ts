import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectNoAxeViolations } from "./axe.ts";
import { expectToFit } from "./fit.ts";
import { expectVisibleFocus } from "./focus.ts";
import { expectForcedColours } from "./forced-colours.ts";
import { expectGoodPrint } from "./print.ts";

/** What WCAG 1.4.12 lets people set. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }
`;

/** Looks at a page that is open as everyone may look at it: wide, narrow, large, spaced out, without colours, on paper. */
export async function expectGoodLooks(page: Page): Promise<void> {
  await expectNoAxeViolations(page);
  await expectVisibleFocus(page);
  await expectForcedColours(page);
  await withLargeText(page, () => expectToFit(page, "with text of 400%"));
  // As wide as 1,280 pixels are at a zoom of 400% (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 640 });
  await expectToFit(page, "at 320 pixels");
  await expectNoAxeViolations(page);
  await withStyle(page, spacing, () => expectToFit(page, "at 320 pixels, spaced out"));
  await expectGoodPrint(page);
}

/** With the browser's own setting for the size of text, which media queries follow too. */
async function withLargeText(page: Page, look: () => Promise<void>): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 64 } });
  const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(size, "the size that the reader set").toBe("64px");
  await look();
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 16 } });
  await devTools.detach();
}

/** With a style sheet of the reader's own. */
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
