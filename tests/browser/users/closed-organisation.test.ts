import { expect } from "vitest";
import { storeClosedOrganisation } from "../product/stored.ts";
import { waitForResult } from "../bulk-changes/steps.ts";
import { eventually, expectHeading } from "../steps/expectations.ts";
import { scriptless } from "../steps/journey.ts";
import { newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";

scriptless(
  "a closed school is found, its users are added to its successor, and one of them signs in",
  async ({ page, visit, javaScript }) => {
    const person = newPerson();
    const { closed, successor } = await storeClosedOrganisation(person);
    await signInOnce(page, "Priya Nair");
    await page.getByLabel("Search organisations").fill(closed);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("1 closed organisation is left out.").waitFor();
    await page.getByLabel("Include closed").check();
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText(`1 organisation matches ‘${closed}’.`).waitFor();
    expect(await page.locator("tbody tr td").first().innerText()).toBe(`${closed} Closed`);

    await page.getByRole("link", { name: closed }).click();
    await expectHeading(page, `${closed} Closed`, "Organisation");
    const notice = page.locator(".govuk-inset-text");
    expect(await notice.innerText()).toBe(`Closed on 31 August 2026. Replaced by ${successor}.`);
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("button", { name: `Add these users to ${successor}` }).waitFor();
    for (const name of ["Add user", "Add several users", "Send invitation again"])
      expect(await page.getByRole("button", { name }).count()).toBe(0);

    await page.getByRole("button", { name: `Add these users to ${successor}` }).click();
    await expectHeading(page, "Check your answers", "Add several users");
    await page.getByRole("button", { name: "Add 1 user" }).click();
    await waitForResult(page, "1 user added", javaScript);
    await page.getByRole("link", { name: successor, exact: true }).click();
    await page.getByRole("cell", { name: person.email, exact: true }).waitFor();

    const theirs = await visit();
    await signInWith(theirs, {
      email: person.email,
      given_name: person.firstName,
      family_name: person.lastName,
    });
    await expectHeading(theirs, "Your organisations");
    await eventually(() => theirs.locator("main li").allInnerTexts()).toEqual([
      `${closed} Closed`,
      successor,
    ]);
    await theirs.getByRole("link", { name: closed }).click();
    await expectHeading(theirs, `${closed} Closed`);
    const said = theirs.locator(".govuk-inset-text");
    expect(await said.innerText()).toBe(`Closed on 31 August 2026. Replaced by ${successor}.`);
    expect(await said.getByRole("link").count()).toBe(0);
  },
);
