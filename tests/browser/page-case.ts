import type { Page, Response } from "playwright-core";
import { expect, inject } from "vitest";
import { expectNoAxeViolations } from "./accessibility.ts";
import { expectHeading, expectNoSidewaysScrolling } from "./expectations.ts";

/** A page in one of its states, how to get there, and what must be true of it. */
export type PageCase = {
  name: string;
  /** Who has signed in, if anyone. */
  as?: "Priya Nair" | "Megan Price";
  open: (page: Page) => Promise<unknown>;
  status?: number;
  /** The whole title; a pattern where other journeys decide how many pages there are. */
  title: string | RegExp;
  heading: string;
  caption?: string;
  /** Whether it has a parent to lead back to. */
  back?: boolean;
};

/** Opens a page and checks what is true of every page, wide and on a phone (SPEC §2). */
export async function expectGoodPage(page: Page, expected: PageCase): Promise<void> {
  const documents = collectDocuments(page);
  await expected.open(page);
  await expectHeading(page, expected.heading, expected.caption);
  expectTitle(await page.title(), expected.title);
  expect(documents.at(-1)?.status()).toBe(expected.status ?? 200);
  for (const document of documents) {
    expect(document.headers()["cache-control"], document.url()).toBe("no-store");
  }
  expect(await page.getByRole("link", { name: "Back", exact: true }).count()).toBe(expected.back ? 1 : 0);
  expect(await page.getByRole("contentinfo").getByRole("list").getByRole("link").allInnerTexts()).toEqual([
    "Accessibility statement",
    "Cookies",
    "Privacy",
  ]);
  await expectNoAxeViolations(page);
  await expectNoSidewaysScrolling(page);
  await expectNoAxeViolations(page);
}

function expectTitle(title: string, expected: string | RegExp): void {
  if (typeof expected === "string") expect(title).toBe(expected);
  else expect(title).toMatch(expected);
}

/** What the console answers from now on with pages and redirects. */
function collectDocuments(page: Page): Response[] {
  const { origin } = new URL(inject("product").console);
  const documents: Response[] = [];
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    if (isPage && new URL(response.url()).origin === origin) documents.push(response);
  });
  return documents;
}
