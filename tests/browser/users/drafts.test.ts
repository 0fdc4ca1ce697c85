import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fillDetails, save, startAdding, startSaving } from "../steps/add-user.ts";
import { bannersOn, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const kingsmead = "Kingsmead Academy";

/** The emails on a details page: those queued in the transaction that added the user. */
const emailRows = (page: Page) => page.getByRole("table", { name: "Emails" }).locator("tbody tr");

journey("after saving, Back leads to the list", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await startSaving(page, kingsmead, newPerson());
  const check = page.url();
  await save(page, kingsmead);
  const list = page.url();
  for (const url of [check, check.replace(/\/check$/, "")]) {
    await page.goBack();
    await expectHeading(page, kingsmead, "Organisation");
    expect(page.url()).toBe(list);
    await page.goto(url);
    await expectHeading(page, kingsmead, "Organisation");
    expect(await bannersOn(page)).toEqual([]);
  }
});

journey("a double click on Save user adds one user and sends one email", async ({ page }) => {
  const person = newPerson("Abigail");
  await signInOnce(page, "Priya Nair");
  await startSaving(page, kingsmead, person);
  await page.getByRole("button", { name: "Save user" }).dblclick();
  await expectHeading(page, kingsmead, "Organisation");
  await page.getByRole("link", { name: fullName(person) }).click();
  await expectHeading(page, fullName(person), kingsmead);
  expect(await emailRows(page).count()).toBe(1);
});

journey("two tabs with two people stay separate", async ({ page }) => {
  const people = [newPerson("Abby"), newPerson("Abdul")] as const;
  await signInOnce(page, "Priya Nair");
  const tabs = [page, await page.context().newPage()] as const;
  for (const tab of tabs) await startAdding(tab, kingsmead);
  expect(tabs[0].url()).not.toBe(tabs[1].url());
  await fillDetails(tabs[0], people[0]);
  await fillDetails(tabs[1], people[1]);
  for (const [index, tab] of tabs.entries()) {
    await expectHeading(tab, "Check your answers", `Add user - ${kingsmead}`);
    await tab.reload();
    expect(await summaryOn(tab)).toMatchObject({ "Email address": people[index]?.email });
  }
  for (const tab of tabs) await save(tab, kingsmead);
  for (const { email, ...names } of people) {
    const [invitation] = await emailsTo(email, 1);
    expect(invitation?.body).toContain(`Dear ${names.firstName} ${names.lastName}`);
  }
});
