import type { Page } from "playwright-core";
import { expect } from "vitest";
import { addUser, fillDetails } from "../steps/add-user.ts";
import { bannersOn, eventually, expectHeading } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { fullName, newPerson, type Person } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";

const bramley = "Bramley Park Primary School";

const button = (page: Page) => page.getByRole("button", { name: "Send invitation again" });

/** The kind and status of each email on the page. */
async function emailsOn(page: Page): Promise<string[]> {
  await page.reload();
  const rows = page.getByRole("table", { name: "Emails" }).locator("tbody tr");
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  return cells.map(([email, , status]) => `${email}: ${status}`);
}

async function sendAgainOnce(page: Page, person: Person, caption: string, invitation: string): Promise<void> {
  await expectHeading(page, fullName(person), caption);
  await emailsTo(person.email, 1);

  await button(page).click();
  await eventually(() => bannersOn(page)).toEqual(["We will send the invitation again"]);
  const [second, first] = await emailsTo(person.email, 2);
  expect(second?.subject).toBe(first?.subject);
  expect(second?.body).toBe(first?.body);
  await eventually(() => emailsOn(page)).toEqual(["Invitation: Delivered", "Invitation: Delivered"]);

  await button(page).click();
  await eventually(() => bannersOn(page)).toEqual([
    `We have just sent the ${invitation} again. You can send it again in 5 minutes.`,
  ]);
  await expectHeading(page, fullName(person), caption);
  expect(await emailsTo(person.email, 2)).toHaveLength(2);
}

/** Removes the user, because other journeys count the rows of the lists. */
async function remove(page: Page, list: string): Promise<void> {
  await page.getByRole("link", { name: "Remove user" }).click();
  await page.getByRole("button", { name: "Remove user" }).click();
  await eventually(() => page.locator("h1").innerText()).toContain(list);
  await eventually(() => bannersOn(page)).toEqual(["User removed"]);
}

journey("an organisation user is invited again, until they sign in", async ({ page, visit }) => {
  const person = newPerson("Aaron");
  await signInOnce(page, "Priya Nair");
  await addUser(page, bramley, person);
  await page.getByRole("link", { name: fullName(person) }).click();

  await sendAgainOnce(page, person, bramley, `invitation to ${bramley}`);

  const theirs = await visit();
  await signInWith(theirs, { email: person.email, given_name: "Aaron", family_name: person.lastName });
  await expectHeading(theirs, bramley);
  await button(page).click();
  await eventually(() => bannersOn(page)).toEqual([
    "Invitation not sent because this user has now signed in",
  ]);
  expect(await button(page).count()).toBe(0);
  await remove(page, bramley);
});

journey("a support user is invited again", async ({ page }) => {
  const { email, ...names } = newPerson("Aaron");
  const person = { ...names, email: email.replace("example.com", "education.gov.uk") };
  await signInOnce(page, "Priya Nair");
  await page.goto("/support/users/new");
  await fillDetails(page, person);
  await page.getByRole("button", { name: "Save user" }).click();
  await page.getByRole("link", { name: fullName(person) }).click();

  await sendAgainOnce(page, person, "Support user", "invitation");
  await remove(page, "Support users");
});

journey("the page explains why an email failed and what to do", async ({ page }) => {
  const person = { ...newPerson("Aaron"), email: "perm-fail@simulator.notify" };
  await signInOnce(page, "Priya Nair");
  await addUser(page, bramley, person);
  await page.getByRole("link", { name: fullName(person) }).click();
  await expectHeading(page, fullName(person), bramley);

  // Only one address makes the stand-in fail, so the second run finds the emails of the first.
  const newest = async () => (await emailsOn(page))[0];
  await eventually(newest).toBe(
    "Invitation: Failed: the email address does not exist or does not accept emails" +
      "Check the address with the user. If it is wrong, remove them and add them again.",
  );
  await remove(page, bramley);
});
