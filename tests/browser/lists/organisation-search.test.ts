import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually } from "../steps/expectations.ts";
import { journey } from "../steps/journey.ts";
import { signInAs } from "../steps/sign-in.ts";

const field = (page: Page) => page.getByRole("searchbox", { name: "Search organisations" });
const found = (page: Page) => page.locator("tbody a").allInnerTexts();

async function search(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL((url) => url.searchParams.get("query") === text);
}

journey(
  "an organisation is found by part of its name, by its numbers and by its postcode",
  async ({ page }) => {
    await signInAs(page, "Priya Nair");
    await page.goto("/support/organisations?page=2");

    await search(page, "  ASHgrove ");
    expect(await found(page)).toEqual(["Ashgrove Primary School"]);
    expect(await page.getByText("1 organisation matches ‘ASHgrove’.").isVisible()).toBe(true);
    expect(new URL(page.url()).search, "the search starts at its first page").toBe("?query=++ASHgrove+");
    for (const text of ["100001", "10040001", "ls1 1ab", "LS11AB"]) {
      await search(page, text);
      expect(await found(page), text).toContain("Ashgrove Primary School");
    }

    await search(page, "no such school");
    expect(await page.getByText("No organisations match ‘no such school’.").isVisible()).toBe(true);
    expect(await page.getByRole("table").count()).toBe(0);
    await page.getByRole("link", { name: "Clear search" }).click();
    await eventually(() => found(page)).toHaveLength(25);
    expect(await field(page).inputValue()).toBe("");
  },
);

journey("the pages of a search keep the query, and Back leads to them", async ({ page }) => {
  await signInAs(page, "Priya Nair");
  await page.goto("/support/organisations");

  await search(page, "o");
  await page.getByRole("link", { name: "Page 2" }).click();
  await page.waitForURL("**/support/organisations?query=o&page=2");
  expect(await page.title()).toMatch(/^Organisations \(page 2 of 2\) - /);
  expect(await field(page).inputValue()).toBe("o");

  await page.locator("tbody a").first().click();
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await page.waitForURL("**/support/organisations?query=o&page=2");

  await page.goto("/support/organisations?query=ashgrove&page=9");
  expect(new URL(page.url()).search).toBe("?query=ashgrove");
  const response = await page.goto(`/support/organisations?query=${"%25%00'".repeat(400)}`);
  expect(response?.status(), "a query that is long and odd").toBe(200);
});
