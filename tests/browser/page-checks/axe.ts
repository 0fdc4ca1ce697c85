import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const options: RunOptions = {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } }, // the WCAG 2.2 AA rule that axe leaves out by default
};

/** Checks the page with axe, including best practices. Needs JavaScript: without it axe never returns. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(runAxe, options);
  const found = violations.flatMap(({ id, help, nodes }) => {
    const html = nodes.map((node) => node.html).filter((element) => !isFileUpload(id, element));
    return html.length === 0 ? [] : { id, help, html };
  });
  expect(found, page.url()).toEqual([]);
}

/** Runs in the browser. */
function runAxe(options: RunOptions): Promise<AxeResults> {
  return (window as unknown as { axe: typeof axe }).axe.run(document, options);
}

/** The name of GOV.UK's file upload has a comma, read only by screen readers, between the two texts that it shows. */
function isFileUpload(rule: string, html: string): boolean {
  return rule === "label-content-name-mismatch" && html.startsWith('<button class="govuk-file-upload-button');
}
