import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The one rule of WCAG 2.2 AA, which axe leaves out unless it is told. */
const rules = { "target-size": { enabled: true } };

/** Checks the page as it is now with axe, best practices included. Needs JavaScript on: without it axe never returns. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // The other mode opens a page more for each look, to join what it found in frames: we have none.
  const { violations } = await new AxeBuilder({ page }).options({ rules }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    html: nodes.map((node) => node.html),
  }));
  expect(found, page.url()).toEqual([]);
}
