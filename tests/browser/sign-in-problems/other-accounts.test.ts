import { expect } from "vitest";
import { storePerson } from "../product/stored-problems.ts";
import { storeColleague } from "../product/stored.ts";
import { bannersOn, eventually, expectHeading } from "../steps/expectations.ts";
import { scriptless } from "../steps/journey.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";
import { accountOf, confirm, expectRefused, expectResolved, forget, openProblem } from "./steps.ts";

const bramley = "Bramley Park Primary School";
const linkedText = "This email address is linked to another DfE Sign-in account. Contact";

scriptless(
  "somebody with a new DfE Sign-in account gets in after unlinking the old one",
  async ({ page, visit }) => {
    const person = newPerson("Lena");
    await storePerson(person, 1);
    const theirs = await visit();
    await signInWith(theirs, accountOf(person, `old-${person.email}`));
    await expectHeading(theirs, bramley);
    await forget(theirs);
    const renewed = accountOf(person, `new-${person.email}`);
    const unconfirmed = await expectRefused(theirs, { ...renewed, email_verified: false });
    expect(unconfirmed).not.toContain("linked");
    await forget(theirs);
    expect(await expectRefused(theirs, renewed)).toContain(linkedText);
    await signInOnce(page, "Priya Nair");

    await page.goto(`/support/sign-in-problems?query=${person.email}`);
    const rows = page.getByRole("row").filter({ hasText: person.email });
    await rows.filter({ hasText: "is linked to another DfE Sign-in account." }).getByRole("link").click();
    await page.getByRole("link", { name: fullName(person) }).click();
    await expectHeading(page, fullName(person), "Organisation user");
    await page.getByRole("link", { name: "Unlink DfE Sign-in account" }).click();
    await expectHeading(
      page,
      "Are you sure you want to unlink this user's DfE Sign-in account?",
      fullName(person),
    );
    await page
      .getByText(
        `Whoever next signs in with ${person.email} will have ${fullName(person)}'s access to ${bramley}.`,
      )
      .waitFor();
    await confirm(
      page,
      `I have confirmed with ${bramley} that this person uses ${person.email}`,
      "Unlink account",
    );
    await expectHeading(page, fullName(person), "Organisation user");
    await eventually(() => bannersOn(page)).toEqual([
      "DfE Sign-in account unlinked. Ask them to sign in again.",
    ]);

    await forget(theirs);
    await signInWith(theirs, renewed);
    await expectHeading(theirs, bramley);
    await expectResolved(page, person.email);
  },
);

scriptless("somebody whose address is not confirmed gets in once it is", async ({ page, visit }) => {
  const person = newPerson("Lena");
  await storePerson(person, 1);
  const theirs = await visit();
  await expectRefused(theirs, { ...accountOf(person), email_verified: false });
  await signInOnce(page, "Priya Nair");

  await openProblem(page, person.email);
  await page.getByText("DfE Sign-in has not confirmed this email address.").waitFor();
  await page.getByText("Ask them to confirm their email address at DfE Sign-in").waitFor();
  expect(await page.getByRole("link", { name: /^(Add|Invite)/ }).count()).toBe(0);

  await forget(theirs);
  await signInWith(theirs, accountOf(person));
  await expectHeading(theirs, bramley);
  await expectResolved(page, person.email);
});

scriptless(
  "a support user whose address is not departmental gets in once it is again",
  async ({ page, visit }) => {
    const colleague = await storeColleague();
    const theirs = await visit();
    const account = accountOf(colleague);
    await signInWith(theirs, account);
    await expectHeading(theirs, "Organisations");
    await forget(theirs);
    const elsewhere = colleague.email.replace("education.gov.uk", "example.com");
    await expectRefused(theirs, { ...account, email: elsewhere });
    await signInOnce(page, "Priya Nair");

    await openProblem(page, elsewhere);
    await page.getByText("ask them to change their address at DfE Sign-in back").waitFor();

    await forget(theirs);
    await signInWith(theirs, account);
    await expectHeading(theirs, "Organisations");
    await expectResolved(page, elsewhere);
  },
);
