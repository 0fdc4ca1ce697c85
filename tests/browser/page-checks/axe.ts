import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The WCAG 2.2 AA rule that axe leaves out by default. */
const rules = { "target-size": { enabled: true } };

/** Checks the page with axe, including best practices. Needs JavaScript: without it axe never returns. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // The default mode opens an extra page for each check, to combine results of frames. We have no frames.
  const { violations } = await new AxeBuilder({ page }).options({ rules }).setLegacyMode(true).analyze();
  const found = violations.flatMap(({ id, help, nodes }) => {
    const html = nodes.map((node) => node.html).filter((element) => !isFileUpload(id, element));
    return html.length === 0 ? [] : { id, help, html };
  });
  expect(found, page.url()).toEqual([]);
}

/** The name of GOV.UK's file upload has a comma, read only by screen readers, between the two texts that it shows. */
function isFileUpload(rule: string, html: string): boolean {
  return rule === "label-content-name-mismatch" && html.startsWith('<button class="govuk-file-upload-button');
}
