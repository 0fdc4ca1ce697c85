import type { Page } from "playwright-core";
import { expect } from "vitest";
import { openUsers } from "../steps/add-user.ts";
import { eventually } from "../steps/expectations.ts";
import { journey } from "../steps/journey.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const pagination = (page: Page) => page.getByRole("navigation", { name: "Pagination" });
const currentPage = (page: Page) => pagination(page).locator('[aria-current="page"]').innerText();

journey("a list of more than 25 has pages", async ({ page }) => {
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
