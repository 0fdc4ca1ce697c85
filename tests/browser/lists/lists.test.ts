import type { Page } from "playwright-core";
import { expect } from "vitest";
import { openUsers } from "../steps/add-user.ts";
import { eventually, expectHeading } from "../steps/expectations.ts";
import { journey } from "../steps/journey.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const pagination = (page: Page) => page.getByRole("navigation", { name: "Pagination" });
const currentPage = (page: Page) => pagination(page).locator('[aria-current="page"]').innerText();

journey("an organisation without users says so", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openUsers(page, "Brookfield High School");
  expect(await page.getByText("There are no users for Brookfield High School.").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Add user" }).isVisible()).toBe(true);
  expect(await page.getByRole("table").count()).toBe(0);
  expect(await pagination(page).count()).toBe(0);
});

journey("only a list of more than 25 has pages", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openUsers(page, "Calder Teacher Training");
  expect(await page.locator("tbody tr").count()).toBe(3);
  expect(await pagination(page).count()).toBe(0);

  await openUsers(page, "Ashgrove Primary School");
  const list = page.url();
  expect(await page.locator("tbody tr").count()).toBe(25);
  expect(await currentPage(page)).toBe("1");
  expect(
    await pagination(page)
      .getByRole("link", { name: /Previous/ })
      .count(),
  ).toBe(0);
  const firstOnPage1 = await page.locator("tbody a").first().innerText();
  await pagination(page).getByRole("link", { name: /Next/ }).click();
  await eventually(() => currentPage(page)).toBe("2");
  expect(page.url()).toBe(`${list}?page=2`);
  expect(await page.locator("tbody a").first().innerText()).not.toBe(firstOnPage1);
  await pagination(page).getByRole("link", { name: "Page 3" }).click();
  await eventually(() => currentPage(page)).toBe("3");
  expect(await pagination(page).getByRole("link", { name: /Next/ }).count()).toBe(0);
  await pagination(page)
    .getByRole("link", { name: /Previous/ })
    .click();
  await eventually(() => currentPage(page)).toBe("2");
});

journey("a page that is none shows the first", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openUsers(page, "Ashgrove Primary School");
  const list = page.url();
  for (const number of ["abc", "0", "-1", "1.5", "1e1", "%00", ""]) {
    await page.goto(`${list}?page=${number}`);
    expect(await currentPage(page), number).toBe("1");
    expect(page.url()).toBe(`${list}?page=${number}`);
  }
  for (const path of [list, "/support/organisations"]) {
    const response = await page.goto(`${path}?page=99`);
    expect(response?.request().redirectedFrom()).not.toBeNull();
    expect(new URL(page.url()).search).toBe("");
    expect(await currentPage(page)).toBe("1");
  }
});

journey("lists are in an English reader's order", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await expectHeading(page, "Organisations");
  const names = await page.locator("tbody a").allInnerTexts();
  expect(names.slice(0, 3)).toEqual([
    "Abbots Lane Primary School",
    "Alderbrook Infant School",
    "Ashgrove Primary School",
  ]);
  await openUsers(page, "Ashgrove Primary School");
  const people = await page.locator("tbody a").allInnerTexts();
  expect(people).toEqual(people.toSorted(new Intl.Collator("en-GB", { sensitivity: "accent" }).compare));
  expect(people).toContain("Élodie Evans");
});
