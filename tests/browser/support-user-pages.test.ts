import { expect } from "vitest";
import { scripted } from "./journey.ts";
import { signInOnce } from "./sign-in-once.ts";
import type { Page } from "playwright-core";
import { continueOn, fillDetails } from "./add-user.ts";
import { expectHeading } from "./expectations.ts";
import { expectGoodPage, type PageCase } from "./page-case.ts";
import { supportTitle } from "./titles.ts";

const as = "Priya Nair";

async function startAdding(page: Page): Promise<void> {
  await page.goto("/support/users/new");
  await expectHeading(page, "Personal details", "Add user");
}

/** Bethan Rees has never signed in: she can be changed. */
async function openBethan(page: Page): Promise<void> {
  await page.goto("/support/users");
  await page.getByRole("link", { name: "Bethan Rees" }).click();
}

async function startChanging(page: Page): Promise<void> {
  await openBethan(page);
  await page.getByRole("link", { name: "Change email address" }).click();
  await expectHeading(page, "Personal details", "Bethan Rees");
}

/** The support pages about support users. */
const pages: PageCase[] = [
  {
    name: "support users",
    as,
    open: (page) => page.goto("/support/users"),
    title: supportTitle("Support users (page 1 of 2)"),
    heading: "Support users",
  },
  {
    name: "support user who can be changed",
    as,
    open: openBethan,
    title: supportTitle("Support user details"),
    heading: "Bethan Rees",
    caption: "Support user",
    back: true,
  },
  {
    name: "removing a support user",
    as,
    open: async (page) => {
      await openBethan(page);
      await page.getByRole("link", { name: "Remove user" }).click();
    },
    title: supportTitle("Are you sure you want to remove this user?"),
    heading: "Are you sure you want to remove this user?",
    caption: "Bethan Rees",
    back: true,
  },
  {
    name: "removing oneself",
    as,
    open: async (page) => {
      await page.goto("/support/users");
      await page.getByRole("link", { name: "Priya Nair" }).click();
      await expectHeading(page, "Priya Nair", "Support user");
      expect(await page.getByRole("link", { name: "Remove user" }).count()).toBe(0);
      await page.goto(`${page.url()}/remove`);
      expect(await page.locator("main").innerText()).toBe("You cannot remove yourself");
    },
    status: 403,
    title: supportTitle("You cannot remove yourself"),
    heading: "You cannot remove yourself",
  },
  {
    name: "adding: personal details with errors",
    as,
    open: async (page) => {
      await startAdding(page);
      await continueOn(page);
      await page.locator(".govuk-error-summary").waitFor();
    },
    status: 400,
    title: supportTitle("Error: Personal details"),
    heading: "Personal details",
    caption: "Add user",
    back: true,
  },
  {
    name: "adding: check your answers",
    as,
    open: async (page) => {
      await startAdding(page);
      await fillDetails(page, { firstName: "A", lastName: "B", email: "a.b@education.gov.uk" });
    },
    title: supportTitle("Check your answers"),
    heading: "Check your answers",
    caption: "Add user",
    back: true,
  },
  {
    name: "changing: personal details",
    as,
    open: startChanging,
    title: supportTitle("Personal details"),
    heading: "Personal details",
    caption: "Bethan Rees",
    back: true,
  },
  {
    name: "changing: check your answers",
    as,
    open: async (page) => {
      await startChanging(page);
      await continueOn(page);
    },
    title: supportTitle("Check your answers"),
    heading: "Check your answers",
    caption: "Bethan Rees",
    back: true,
  },
];

scripted.for(pages)("$name", async (expected, { page }) => {
  if (expected.as) await signInOnce(page, expected.as);
  await expectGoodPage(page, expected);
});
