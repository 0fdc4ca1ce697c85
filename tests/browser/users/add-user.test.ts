import { expect, inject } from "vitest";
import { continueOn, fillDetails, openUsers, save, startAdding, startSaving } from "../steps/add-user.ts";
import { bannersOn, eventually, expectErrors, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";
import { supportTitle } from "../steps/titles.ts";

const ashgrove = "Ashgrove Primary School";

journey("a person is added, invited, and signs in", async ({ page, visit }) => {
  const person = newPerson();
  await signInOnce(page, "Priya Nair");
  await expectHeading(page, "Organisations");
  await startSaving(page, ashgrove, person);

  await save(page, ashgrove);
  expect(await bannersOn(page)).toEqual(["User added"]);
  expect(await page.title()).toBe(supportTitle(`${ashgrove} (page 1 of 3)`));
  await page.reload();
  await expectHeading(page, ashgrove, "Organisation");
  expect(await bannersOn(page)).toEqual([]);

  expect(await page.getByRole("link", { name: fullName(person) }).count()).toBe(0);
  await page.getByRole("link", { name: "Page 3" }).click();
  const row = page.getByRole("row").filter({ hasText: fullName(person) });
  await eventually(() => row.getByRole("cell").nth(2).innerText()).toContain(person.email);
  await row.getByRole("link", { name: fullName(person) }).click();

  await expectHeading(page, fullName(person), ashgrove);
  expect(await page.title()).toBe(supportTitle(`User details - ${ashgrove}`));
  expect(await summaryOn(page)).toEqual({
    "First name": person.firstName,
    "Last name": person.lastName,
    "Email address": person.email,
    "Last signed in": "Not signed in yet",
  });
  const emails = page.getByRole("table", { name: "Emails" }).getByRole("row");
  expect(await emails.count()).toBe(2); // the heading row and one email
  expect(await emails.nth(1).getByRole("cell").first().innerText()).toContain("Invitation");

  const [invitation] = await emailsTo(person.email, 1);
  expect(invitation?.subject).toBe("You can now use Manage school placements");
  expect(invitation?.body).toContain(`Dear ${fullName(person)}`);
  expect(invitation?.body).toContain(`added you to ${ashgrove} in Manage school placements`);
  expect(invitation?.body).toContain(`^ Email address: ${person.email}`);
  expect(invitation?.body).toContain(`\n${new URL("/sign-in", inject("product").console).href}\n`);

  const theirs = await visit();
  await signInWith(theirs, { email: person.email, given_name: "Zara", family_name: person.lastName });
  await expectHeading(theirs, ashgrove);
  expect(new URL(theirs.url()).pathname).toMatch(/^\/organisations\/[0-9a-f-]{36}$/);
  expect(await summaryOn(theirs)).toMatchObject({ Name: ashgrove, URN: "100001", Type: "Community school" });

  await page.reload();
  await eventually(async () => (await summaryOn(page))["Last signed in"]).toMatch(
    /^\d{1,2} [A-Z][a-z]+ \d{4} at (\d{1,2}(:\d\d)?[ap]m|midday|midnight)$/,
  );
});

journey("all errors in the details are shown at once", async ({ page, javaScript }) => {
  await signInOnce(page, "Priya Nair");
  await startAdding(page, ashgrove);
  await continueOn(page);
  await expectErrors(page, [
    { text: "Enter a first name", href: "#firstName" },
    { text: "Enter a last name", href: "#lastName" },
    { text: "Enter an email address", href: "#email" },
  ]);
  expect(await page.title()).toBe(supportTitle(`Error: Personal details - ${ashgrove}`));
  if (javaScript) await page.locator(".govuk-error-summary:focus").waitFor();
  for (const field of ["firstName", "lastName", "email"]) {
    await page.locator(`.govuk-error-summary a[href="#${field}"]`).click();
    await page.locator(`#${field}:focus`).waitFor();
    expect(await page.locator(`#${field}`).getAttribute("aria-describedby")).toBe(`${field}-error`);
  }

  await fillDetails(page, { firstName: "Ω".repeat(101), lastName: " Ferreira ", email: "nobody@nowhere" });
  await expectErrors(page, [
    { text: "First name must be 100 characters or less", href: "#firstName" },
    { text: "Enter an email address in the correct format, like name@example.com", href: "#email" },
  ]);
  expect(await page.getByLabel("First name").inputValue()).toBe("Ω".repeat(101));
  expect(await page.getByLabel("Last name").inputValue()).toBe(" Ferreira ");
  expect(await page.getByLabel("Email address").inputValue()).toBe("nobody@nowhere");

  await fillDetails(page, { firstName: "", lastName: "Ferreira", email: "Megan.Price@EXAMPLE.com" });
  await expectErrors(page, [
    { text: "Enter a first name", href: "#firstName" },
    { text: "Email address already in use", href: "#email" },
  ]);
});

journey("answers can be changed before they are saved", async ({ page }) => {
  const person = newPerson();
  const changed = newPerson("Zeno");
  await signInOnce(page, "Priya Nair");
  await startSaving(page, ashgrove, person);
  const check = page.url();
  const form = check.replace(/\/check$/, "");
  expect(await page.title()).toBe(supportTitle(`Check your answers - ${ashgrove}`));
  expect(await summaryOn(page)).toEqual({
    "First name": person.firstName,
    "Last name": person.lastName,
    "Email address": person.email,
  });
  expect(await page.locator(".govuk-warning-text").innerText()).toContain(
    `We will email ${fullName(person)} to tell them you have added them to ${ashgrove}.`,
  );
  const changes = page.locator(".govuk-summary-list__actions a");
  expect(await changes.allTextContents()).toEqual([
    "Change first name",
    "Change last name",
    "Change email address",
  ]);
  expect(await page.getByRole("link", { name: "Back", exact: true }).getAttribute("href")).toBe(
    new URL(form).pathname,
  );

  await page.getByRole("link", { name: "Change email address" }).click();
  await page.waitForURL(`${form}?from=check#email`);
  await page.locator("#email:focus").waitFor();
  expect(await page.getByLabel("Email address").inputValue()).toBe(person.email);
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await page.waitForURL(check);

  await page.getByRole("link", { name: "Change first name" }).click();
  await page.waitForURL(`${form}?from=check#firstName`);
  await fillDetails(page, changed);
  await expectHeading(page, "Check your answers", `Add user - ${ashgrove}`);
  expect(await summaryOn(page)).toEqual({
    "First name": changed.firstName,
    "Last name": changed.lastName,
    "Email address": changed.email,
  });

  await page.getByRole("link", { name: "Cancel" }).click();
  await expectHeading(page, ashgrove, "Organisation");
  expect(await bannersOn(page)).toEqual([]);
});

journey("an error after 'Change' is in view at the top of the page", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await signInOnce(page, "Priya Nair");
  await startSaving(page, ashgrove, newPerson());
  await page.getByRole("link", { name: "Change email address" }).click();
  await page.locator("#email:focus").fill("");
  await continueOn(page);
  await expectErrors(page, [{ text: "Enter an email address", href: "#email" }]);
  const top = () =>
    page.locator(".govuk-error-summary").evaluate((summary) => summary.getBoundingClientRect().top);
  await eventually(top).toBeGreaterThanOrEqual(0);
});

journey("Cancel and Back on the form lead to the list", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openUsers(page, ashgrove);
  const list = page.url();
  for (const name of ["Cancel", "Back"]) {
    await page.getByRole("button", { name: "Add user" }).click();
    await expectHeading(page, "Personal details", `Add user - ${ashgrove}`);
    await page.getByRole("link", { name, exact: true }).click();
    await expectHeading(page, ashgrove, "Organisation");
    expect(page.url()).toBe(list);
  }
});
