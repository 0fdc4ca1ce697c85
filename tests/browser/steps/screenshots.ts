import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

const folder = join(import.meta.dirname, "../../output");

/** Saves screenshots of a failed test's pages in tests/output/, and prints their paths. */
export async function saveScreenshots(test: string, pages: Page[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = test.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  for (const [index, page] of pages.filter((open) => !open.isClosed()).entries()) {
    const path = join(folder, `${name}-${index + 1}.png`);
    await page.screenshot({ path, fullPage: true });
    process.stderr.write(`${page.url()} is in ${path}\n`);
  }
}
