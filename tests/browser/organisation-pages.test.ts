import { scripted } from "./journey.ts";
import { signInOnce } from "./sign-in-once.ts";
import type { Page } from "playwright-core";
import { addUser, continueOn, openUsers, startAdding, startSaving } from "./add-user.ts";
import { expectHeading } from "./expectations.ts";
import { expectGoodPage, type PageCase } from "./page-case.ts";
import { fullName, newLongPerson, newPerson } from "./people.ts";
import { supportTitle } from "./titles.ts";

const ashgrove = "Ashgrove Primary School";
const hollybush = "Hollybush Primary School";
const as = "Priya Nair";

const long = newLongPerson();
let longIsAdded = false;

/** Opens the user list that has the longest possible name and address in it. */
async function openLongList(page: Page): Promise<void> {
  if (!longIsAdded) await addUser(page, hollybush, long);
  longIsAdded = true;
  await openUsers(page, hollybush);
}

async function openLongUser(page: Page): Promise<void> {
  await openLongList(page);
  await page.getByRole("link", { name: fullName(long) }).click();
}

/** The support pages about organisations and their users. */
const pages: PageCase[] = [
  {
    name: "organisations",
    as,
    open: (page) => page.goto("/support/organisations"),
    title: supportTitle("Organisations (page 1 of 2)"),
    heading: "Organisations",
  },
  {
    name: "organisations found",
    as,
    open: (page) => page.goto("/support/organisations?query=primary"),
    title: supportTitle("Organisations"),
    heading: "Organisations",
  },
  {
    name: "no organisations found for long words",
    as,
    open: (page) => page.goto(`/support/organisations?query=${"n".repeat(100)}`),
    title: supportTitle("Organisations"),
    heading: "Organisations",
  },
  {
    name: "organisation",
    as,
    open: async (page) => {
      await page.goto("/support/organisations");
      await page.getByRole("link", { name: ashgrove }).click();
    },
    title: supportTitle(ashgrove),
    heading: ashgrove,
    caption: "Organisation",
    back: true,
  },
  {
    name: "organisation's users, second page",
    as,
    open: async (page) => {
      await openUsers(page, ashgrove);
      await page.goto(`${page.url()}?page=2`);
    },
    title: supportTitle(`${ashgrove} (page 2 of 3)`),
    heading: ashgrove,
    caption: "Organisation",
    back: true,
  },
  {
    name: "organisation without users",
    as,
    open: (page) => openUsers(page, "Brookfield High School"),
    title: supportTitle("Brookfield High School"),
    heading: "Brookfield High School",
    caption: "Organisation",
    back: true,
  },
  {
    name: "organisation's users, with a banner",
    as,
    open: (page) => addUser(page, hollybush, newPerson()),
    title: supportTitle(hollybush),
    heading: hollybush,
    caption: "Organisation",
    back: true,
  },
  {
    name: "organisation's users, with a long name and address",
    as,
    open: openLongList,
    title: supportTitle(hollybush),
    heading: hollybush,
    caption: "Organisation",
    back: true,
  },
  {
    name: "organisation user with a long name and address",
    as,
    open: openLongUser,
    title: supportTitle(`User details - ${hollybush}`),
    heading: fullName(long),
    caption: hollybush,
    back: true,
  },
  {
    name: "removing an organisation user with a long name",
    as,
    open: async (page) => {
      await openLongUser(page);
      await page.getByRole("link", { name: "Remove user" }).click();
    },
    title: supportTitle(`Are you sure you want to remove this user? - ${hollybush}`),
    heading: "Are you sure you want to remove this user?",
    caption: `${fullName(long)} - ${hollybush}`,
    back: true,
  },
  {
    name: "adding: personal details",
    as,
    open: (page) => startAdding(page, hollybush),
    title: supportTitle(`Personal details - ${hollybush}`),
    heading: "Personal details",
    caption: `Add user - ${hollybush}`,
    back: true,
  },
  {
    name: "adding: personal details with errors",
    as,
    open: async (page) => {
      await startAdding(page, hollybush);
      await continueOn(page);
      await page.locator(".govuk-error-summary").waitFor();
    },
    status: 400,
    title: supportTitle(`Error: Personal details - ${hollybush}`),
    heading: "Personal details",
    caption: `Add user - ${hollybush}`,
    back: true,
  },
  {
    name: "adding: check your answers, long ones",
    as,
    open: (page) => startSaving(page, hollybush, newLongPerson()),
    title: supportTitle(`Check your answers - ${hollybush}`),
    heading: "Check your answers",
    caption: `Add user - ${hollybush}`,
    back: true,
  },
  {
    name: "adding: check your answers, with a stored long name",
    as,
    open: async (page) => {
      await openLongList(page);
      await startSaving(page, ashgrove, { ...newPerson(), email: long.email });
      await page.locator(".govuk-inset-text").waitFor();
    },
    title: supportTitle(`Check your answers - ${ashgrove}`),
    heading: "Check your answers",
    caption: `Add user - ${ashgrove}`,
    back: true,
  },
  {
    name: "adding: check your answers, with an error",
    as,
    open: async (page) => {
      const person = newPerson();
      await startSaving(page, hollybush, person);
      const check = page.url();
      await addUser(page, hollybush, person);
      await page.goto(check);
      await expectHeading(page, "Check your answers", `Add user - ${hollybush}`);
    },
    title: supportTitle(`Error: Check your answers - ${hollybush}`),
    heading: "Check your answers",
    caption: `Add user - ${hollybush}`,
    back: true,
  },
];

scripted.for(pages)("$name", async (expected, { page }) => {
  if (expected.as) await signInOnce(page, expected.as);
  await expectGoodPage(page, expected);
});
