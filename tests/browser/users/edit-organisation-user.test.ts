import type { Page } from "playwright-core";
import { expect } from "vitest";
import { addUser, continueOn, openUsers } from "../steps/add-user.ts";
import { bannersOn, expectErrors, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { startChanging } from "../pages/states/changing-pages.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const larkfield = "Larkfield Junior School";
const juniper = "Juniper Lane Primary School";
const as = "Priya Nair";
const inset = "Changes apply in every organisation this user belongs to.";

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
