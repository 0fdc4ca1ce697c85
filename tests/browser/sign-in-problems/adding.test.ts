import { expect } from "vitest";
import { storePerson } from "../product/stored-problems.ts";
import { fillDetails } from "../steps/add-user.ts";
import { bannersOn, eventually, expectErrors, expectHeading } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { scriptless } from "../steps/journey.ts";
import { fullName, newPerson, type Person } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";
import { accountOf, confirm, expectRefused, expectResolved, forget, openProblem } from "./steps.ts";

const [eastmoor, bramley] = ["Eastmoor High School", "Bramley Park Primary School"];

const departmental = (person: Person): Person => ({
  ...person,
  email: person.email.replace("example.com", "education.gov.uk"),
});

scriptless("somebody who was never invited is added to an organisation", async ({ page, visit }) => {
  const stranger = newPerson("Nora");
  const theirs = await visit();
  await expectRefused(theirs, accountOf(stranger));
  await signInOnce(page, "Priya Nair");

  await openProblem(page, stranger.email);
  await page.getByText("We found nobody similar who has not signed in yet.").waitFor();
  await page.getByRole("link", { name: "Add this person to an organisation" }).click();
  await page.getByLabel("Search organisations").fill("eastmoor");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: eastmoor }).click();
  await expectHeading(page, "Personal details", `Add user - ${eastmoor}`);
  expect(await page.getByLabel("First name").inputValue()).toBe(stranger.firstName);
  expect(await page.getByLabel("Last name").inputValue()).toBe(stranger.lastName);
  expect(await page.getByLabel("Email address").inputValue()).toBe(stranger.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expectHeading(page, "Check your answers", `Add user - ${eastmoor}`);
  const check = page.url();
  await page.getByRole("button", { name: "Save user" }).click();
  await expectErrors(page, [
    { text: "Confirm that you have checked this with the organisation", href: "#confirmed" },
  ]);
  const label = `I have confirmed with ${eastmoor} that this person uses ${stranger.email}`;
  await confirm(page, label, "Save user");
  await expectHeading(page, eastmoor, "Organisation");
  await eventually(() => bannersOn(page)).toEqual(["User added"]);
  await page.goto(check);
  await expectHeading(page, eastmoor, "Organisation");

  await emailsTo(stranger.email, 1);
  await forget(theirs);
  await signInWith(theirs, accountOf(stranger));
  await expectHeading(theirs, eastmoor);
  await expectResolved(page, stranger.email);
});

scriptless(
  "somebody of the Department for Education is added as a support user, and again after being removed",
  async ({ page, visit }) => {
    const colleague = departmental(newPerson("Aaron")); // on the first page of the list
    const theirs = await visit();
    await expectRefused(theirs, accountOf(colleague));
    await signInOnce(page, "Priya Nair");

    const addAndSignIn = async (what: string) => {
      await openProblem(page, colleague.email);
      await page.getByText(what).waitFor();
      await page.getByRole("link", { name: "Add as a support user" }).click();
      await fillDetails(page, colleague);
      const label = `I have confirmed with their team at the Department for Education that this person uses ${colleague.email}`;
      await confirm(page, label, "Save user");
      await expectHeading(page, "Support users");
      await eventually(() => bannersOn(page)).toEqual(["User added"]);
      await forget(theirs);
      await signInWith(theirs, accountOf(colleague));
      await expectHeading(theirs, "Organisations");
      await expectResolved(page, colleague.email);
    };
    await addAndSignIn("Nobody was invited at this email address.");

    await page.goto("/support/users");
    await page.getByRole("link", { name: fullName(colleague) }).click();
    await page.getByRole("link", { name: "Remove user" }).click();
    await page.getByRole("button", { name: "Remove user" }).click();
    await eventually(() => bannersOn(page)).toEqual(["User removed"]);
    await forget(theirs);
    await expectRefused(theirs, accountOf(colleague));
    await addAndSignIn("A support user with this account or email address was removed.");
  },
);

scriptless(
  "somebody who belongs to no organisation is added to one, and to another from their own page",
  async ({ page, visit }) => {
    const person = newPerson("Nora");
    await storePerson(person, 0);
    const theirs = await visit();
    await signInWith(theirs, accountOf(person));
    await expectHeading(theirs, "You are not linked to an organisation");
    await signInOnce(page, "Priya Nair");

    await openProblem(page, person.email);
    await page.getByText("This user does not belong to an organisation.").waitFor();
    await page.getByRole("link", { name: "Add this person to an organisation" }).click();
    await page.goto(`${page.url()}?query=eastmoor`);
    await page.getByRole("link", { name: eastmoor }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await confirm(
      page,
      `I have confirmed with ${eastmoor} that this person uses ${person.email}`,
      "Save user",
    );
    await eventually(() => bannersOn(page)).toEqual(["User added"]);
    await emailsTo(person.email, 1);
    // Without an organisation the account was not theirs for good: it is linked anew.
    await forget(theirs);
    await signInWith(theirs, accountOf(person));
    await expectHeading(theirs, eastmoor);
    await expectResolved(page, person.email);

    await page.goto(`/support/organisation-users?query=${person.email}`);
    await page.getByRole("link", { name: fullName(person), exact: true }).click();
    await page.getByRole("link", { name: "Add to another organisation" }).click();
    await expectHeading(page, "Choose an organisation", "Add to another organisation");
    await page.goto(`${page.url()}?query=bramley`);
    await page.getByRole("link", { name: bramley }).click();
    await expectHeading(page, "Check your answers", `Add user - ${bramley}`);
    await page
      .getByText(`We will email ${fullName(person)} to tell them you have added them to ${bramley}.`)
      .waitFor();
    const check = page.url();
    await page.getByRole("button", { name: "Save user" }).click();
    await expectHeading(page, fullName(person), "Organisation user");
    await eventually(() => bannersOn(page)).toEqual(["User added"]);
    await page.goto(check);
    await expectErrors(page, [{ text: "Email address already in use", href: "#change-email" }]);
    await page.getByRole("button", { name: "Save user" }).click();
    await eventually(() => bannersOn(page)).toEqual(["User added"]);
    await emailsTo(person.email, 2);
  },
);
