import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectToFit } from "./fit.ts";

/** An A4 page without its margins, in CSS pixels. */
const paper = { width: 718, height: 1047 };

/** Elements that only a screen needs. */
const controls =
  "nav, button, option, .govuk-button, .govuk-button-group, .govuk-summary-list__actions, .govuk-summary-card__actions, [role=search]";

/** Checks the printed page: all text, no controls, and none of our addresses written out after a link. */
export async function expectGoodPrint(page: Page): Promise<void> {
  const onScreen = await page.evaluate(readMain, controls);
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: "print" });
  await expectToFit(page, "on paper");
  expect(await page.evaluate(readMain, controls), `${page.url()}, the text on paper`).toEqual(onScreen);
  expect(await page.evaluate(findMisplaced, controls), `${page.url()}, on paper`).toEqual([]);
  await page.emulateMedia({ media: "screen" });
}

/** Runs in the browser. Every visible text of the main content, except what only a screen needs. */
function readMain(controls: string): string[] {
  const main = document.querySelector("main") ?? document.body;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent?.checkVisibility() || parent.closest(controls)) continue;
    if (node.textContent?.trim()) texts.push(node.textContent.trim());
  }
  return texts;
}

/** Runs in the browser. Controls, and the addresses that the style sheet adds to links. */
function findMisplaced(controls: string): string[] {
  const shown = [...document.querySelectorAll(controls)].filter((element) => element.checkVisibility());
  const links = [...document.querySelectorAll("a")].filter((link) =>
    [getComputedStyle(link, "::after"), getComputedStyle(link, "::before")].some(({ content }) =>
      /^" \((?!https:\/\/)|[@?]/.test(content),
    ),
  );
  return [...shown, ...links].map((element) => element.outerHTML.slice(0, 120));
}
