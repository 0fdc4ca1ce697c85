import type { Page, Response } from "playwright-core";
import { expect, inject } from "vitest";
import { bannersOn, expectHeading } from "../steps/expectations.ts";
import { scripted } from "../steps/journey.ts";
import { expectGoodLooks } from "../page-checks/every-check.ts";
import { expectAsServed } from "../page-checks/main-part.ts";
import { expectValidHtml } from "../page-checks/valid-html.ts";
import { enterAs } from "../steps/sign-in-once.ts";
import type { PageState } from "./states/page-state.ts";

/**
 * Tests each of these states: opens it once, and checks the rules for every page (specification, section 2).
 */
export function checkStates(states: PageState[]): void {
  scripted.for(states)("$name", async (state, { page }) => {
    if (state.as) await enterAs(page, state.as);
    const documents = collectDocuments(page);
    await state.open(page);
    await expectState(page, state);
    const shown = documents.at(-1);
    expect(shown?.status()).toBe(state.status ?? 200);
    for (const document of documents) {
      expect(document.headers()["cache-control"], document.url()).toBe("no-store");
    }
    const html = (await shown?.text()) ?? "";
    await expectValidHtml(html, page.url());
    await expectAsServed(page, html);
    await expectGoodLooks(page);
  });
}

async function expectState(page: Page, state: PageState): Promise<void> {
  await expectHeading(page, state.heading, state.caption);
  expectTitle(await page.title(), state.title);
  expect(await bannersOn(page)).toEqual(state.banner === undefined ? [] : [state.banner]);
  expect(await page.getByRole("link", { name: "Back", exact: true }).count()).toBe(state.back ? 1 : 0);
  const footer = page.getByRole("contentinfo").getByRole("list").getByRole("link");
  const isSupport = (await page.getByRole("link", { name: "Activity", exact: true }).count()) > 0;
  const own = isSupport ? ["Your sessions"] : [];
  expect(await footer.allInnerTexts()).toEqual(["Accessibility statement", "Cookies", "Privacy", ...own]);
}

function expectTitle(title: string, expected: string | RegExp): void {
  if (typeof expected === "string") expect(title).toBe(expected);
  else expect(title).toMatch(expected);
}

/** Collects the console's pages and redirects from now on. */
function collectDocuments(page: Page): Response[] {
  const { origin } = new URL(inject("product").console);
  const documents: Response[] = [];
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    if (isPage && new URL(response.url()).origin === origin) documents.push(response);
  });
  return documents;
}
