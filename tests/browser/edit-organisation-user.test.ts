import type { Page } from "playwright-core";
import { expect } from "vitest";
import { addUser, continueOn, openUsers } from "./add-user.ts";
import { bannersOn, expectErrors, expectHeading, summaryOn } from "./expectations.ts";
import { emailsTo } from "./inbox.ts";
import { journey, scripted } from "./journey.ts";
import { expectGoodPage, type PageCase } from "./page-case.ts";
import { fullName, newLongPerson, newPerson, type Person } from "./people.ts";
import { signInOnce } from "./sign-in-once.ts";
import { supportTitle } from "./titles.ts";

const larkfield = "Larkfield Junior School";
const juniper = "Juniper Lane Primary School";
const as = "Priya Nair";
const inset = "Changes apply in every organisation this user belongs to.";

/** Adds a person, and opens the form that changes them. */
async function startChanging(page: Page, person: Person): Promise<void> {
  await addUser(page, larkfield, person);
  await page.getByRole("link", { name: fullName(person) }).click();
  await page.getByRole("link", { name: "Change first name" }).click();
  await expectHeading(page, "Personal details", `${fullName(person)} - ${larkfield}`);
}

const insetsOn = (page: Page) => page.locator(".govuk-inset-text").allInnerTexts();

journey("an organisation user is changed in all their organisations", async ({ page }) => {
  const person = newPerson();
  const changed = { ...newPerson("Zorah"), lastName: person.lastName };
  await signInOnce(page, as);
  await addUser(page, juniper, person);
  await startChanging(page, person);
  expect(await insetsOn(page)).toEqual([inset]);
  expect(new URL(page.url()).hash).toBe("#firstName");
  await page.getByLabel("First name", { exact: true }).fill(changed.firstName);
  await page.getByLabel("Email address", { exact: true }).fill("megan.price@example.com");
  await continueOn(page);
  await expectErrors(page, [{ text: "Email address already in use", href: "#email" }]);

  await page.getByLabel("Email address", { exact: true }).fill(changed.email);
  await continueOn(page);
  await expectHeading(page, "Check your answers", `${fullName(person)} - ${larkfield}`);
  expect(await insetsOn(page)).toEqual([inset]);
  expect(await page.locator(".govuk-warning-text__text").innerText()).toContain(
    `We will email ${changed.email} with sign-in details.`,
  );
  await page.getByRole("button", { name: "Save user" }).click();
  await expectHeading(page, fullName(changed), larkfield);
  expect(await bannersOn(page)).toEqual(["User updated"]);

  await openUsers(page, juniper);
  await page.getByRole("link", { name: fullName(changed) }).click();
  expect(await summaryOn(page)).toMatchObject({ "First name": "Zorah", "Email address": changed.email });
  const [details] = await emailsTo(changed.email, 1);
  for (const organisation of [larkfield, juniper]) expect(details?.body).toContain(organisation);
});

const [long, nameless, moved] = [newLongPerson(), newPerson(), newPerson()];
const captionFor = (person: Person) => `${fullName(person)} - ${larkfield}`;

/** The pages on which an organisation user is changed. */
const pages: PageCase[] = [
  {
    name: "changing an organisation user: personal details, long ones",
    as,
    open: (page) => startChanging(page, long),
    title: supportTitle(`Personal details - ${larkfield}`),
    heading: "Personal details",
    caption: captionFor(long),
    back: true,
  },
  {
    name: "changing an organisation user: personal details with errors",
    as,
    open: async (page) => {
      await startChanging(page, nameless);
      await page.getByLabel("Last name", { exact: true }).fill("");
      await continueOn(page);
      await page.locator(".govuk-error-summary").waitFor();
    },
    status: 400,
    title: supportTitle(`Error: Personal details - ${larkfield}`),
    heading: "Personal details",
    caption: captionFor(nameless),
    back: true,
  },
  {
    name: "changing an organisation user: check your answers, with a long address",
    as,
    open: async (page) => {
      await startChanging(page, moved);
      await page.getByLabel("Email address", { exact: true }).fill(newLongPerson().email);
      await continueOn(page);
    },
    title: supportTitle(`Check your answers - ${larkfield}`),
    heading: "Check your answers",
    caption: captionFor(moved),
    back: true,
  },
];

scripted.for(pages)("$name", async (expected, { page }) => {
  if (expected.as) await signInOnce(page, expected.as);
  await expectGoodPage(page, expected);
});
