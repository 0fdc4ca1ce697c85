import { expect } from "vitest";
import { openUsers } from "../steps/add-user.ts";
import { journey } from "../steps/journey.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const as = "Priya Nair";
const isCheck = (url: URL) => /^\/support\/bulk-changes\/[^/]+\/check$/.test(url.pathname);

journey("users are filtered and selected, some or all, for a bulk change", async ({ page, javaScript }) => {
  await signInOnce(page, as);
  await openUsers(page, "Ashgrove Primary School");
  await page.getByLabel("Show").selectOption("Not signed in yet");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL((url) => url.searchParams.get("show") === "not_signed_in");
  expect(new Set(await page.locator("tbody td:last-child").allInnerTexts())).toEqual(
    new Set(["Not signed in yet"]),
  );
  const filtered = page.url();

  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("link", { name: "Select the users you want to remove" }).click();
  expect(page.url().split("#")[0]).toBe(filtered);
  const boxes = page.getByRole("checkbox", { name: /^Select .+, .+@/ });
  if (javaScript) expect(await boxes.first().evaluate((box) => box === document.activeElement)).toBe(true);
  await boxes.first().check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Send invitation again" }).click();
  await page.waitForURL(isCheck);

  await page.goto(filtered.replace(/\?.*/, ""));
  await page.getByRole("checkbox", { name: /^Select all \d+ users$/ }).check();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.waitForURL(isCheck);
});
