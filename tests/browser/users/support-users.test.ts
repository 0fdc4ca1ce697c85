import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fillDetails } from "../steps/add-user.ts";
import { bannersOn, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { fullName, newPerson, type Person } from "../steps/people.ts";
import { signInAs, signInWith } from "../steps/sign-in.ts";

const sureToRemove = "Are you sure you want to remove this user?";

/** A new colleague at the department. Their name puts them on the first page of the list. */
function newColleague(firstName: string): Person {
  const person = newPerson(firstName);
  return { ...person, email: person.email.replace("example.com", "education.gov.uk") };
}

async function saveUser(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save user" }).click();
}

async function addSupportUser(page: Page, person: Person): Promise<void> {
  await page.goto("/support/users");
  await page.getByRole("button", { name: "Add user" }).click();
  await fillDetails(page, person);
  await expectHeading(page, "Check your answers", "Add user");
  await saveUser(page);
  await expectHeading(page, "Support users");
}

async function openSupportUser(page: Page, person: Person): Promise<string> {
  await page.goto("/support/users");
  await page.getByRole("link", { name: fullName(person) }).click();
  await expectHeading(page, fullName(person), "Support user");
  return page.url();
}

/** Opens the form at a field, types a new value, and goes on to the check page. */
async function change(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole("link", { name: `Change ${field.toLowerCase()}` }).click();
  await page.getByLabel(field, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Continue" }).click();
}

journey(
  "a support user is added, invited, changed until they sign in, and removed",
  async ({ page, visit }) => {
    const person = newColleague("Aaron");
    const renamed = { ...person, firstName: "Aarun" };
    const moved = { ...renamed, email: `new.${person.email}` };
    await signInAs(page, "Priya Nair");
    await addSupportUser(page, person);
    expect(await bannersOn(page)).toEqual(["User added"]);
    const [invitation] = await emailsTo(person.email, 1);
    expect(invitation?.subject).toBe("You can now use Support for Manage school placements");
    expect(invitation?.body).toContain(person.email);

    const details = await openSupportUser(page, person);
    await change(page, "First name", renamed.firstName);
    await expectHeading(page, "Check your answers", fullName(person));
    expect(await page.locator(".govuk-warning-text").count()).toBe(0);
    await saveUser(page);
    await expectHeading(page, fullName(renamed), "Support user");
    expect(await bannersOn(page)).toEqual(["User updated"]);

    await change(page, "Email address", moved.email);
    await expectHeading(page, "Check your answers", fullName(renamed));
    expect(await page.locator(".govuk-warning-text").innerText()).toContain(
      `We will email ${moved.email} with sign-in details.`,
    );
    await saveUser(page);
    await emailsTo(moved.email, 1);

    const theirs = await visit();
    await signInWith(theirs, {
      email: moved.email,
      given_name: moved.firstName,
      family_name: moved.lastName,
    });
    await expectHeading(theirs, "Organisations");
    await page.goto(details);
    expect((await summaryOn(page))["Last signed in"]).toMatch(/^\d+ \w+ \d{4} at /);
    expect(await page.getByRole("link", { name: /^Change/ }).count()).toBe(0);

    await page.getByRole("link", { name: "Remove user" }).click();
    await expectHeading(page, sureToRemove, fullName(moved));
    await page.getByRole("button", { name: "Remove user" }).click();
    await expectHeading(page, "Support users");
    expect(await bannersOn(page)).toEqual(["User removed"]);
    await emailsTo(moved.email, 2);
    await theirs.goto("/support/organisations");
    await expectHeading(theirs, "Sign in to Manage school placements");
  },
);

journey("a user is removed from an organisation only once", async ({ page }) => {
  const person = newPerson("Aaren");
  await signInAs(page, "Priya Nair");
  await page.goto("/support/organisations");
  await page.getByRole("link", { name: "Birchwood Academy" }).click();
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("button", { name: "Add user" }).click();
  await fillDetails(page, person);
  await saveUser(page);
  await page.getByRole("link", { name: fullName(person) }).click();
  await page.getByRole("link", { name: "Remove user" }).click();
  await expectHeading(page, sureToRemove, `${fullName(person)} - Birchwood Academy`);
  const removal = page.url();
  const other = await page.context().newPage();
  await other.goto(removal);

  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Remove user" }).click();
    await expectHeading(tab, "Birchwood Academy", "Organisation");
    expect(await bannersOn(tab)).toEqual(["User removed"]);
  }
  expect((await page.goto(removal))?.status()).toBe(404);
  const emails = await emailsTo(person.email, 2);
  expect(emails.filter(({ subject }) => subject.includes("has changed"))).toHaveLength(1);
});
