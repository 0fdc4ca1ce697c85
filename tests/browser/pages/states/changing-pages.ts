import type { Page } from "playwright-core";
import { addUser, continueOn } from "../../steps/add-user.ts";
import { expectHeading } from "../../steps/expectations.ts";
import { fullName, newLongPerson, newPerson, type Person } from "../../steps/people.ts";
import { supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";

const larkfield = "Larkfield Junior School";
const as = "Priya Nair";
const form = "/support/organisations/:organisationId/users/:userId/edit/:draftId";
const supportForm = "/support/users/:userId/edit/:draftId";

/** Adds a person, and opens the form that changes them. */
export async function startChanging(page: Page, person: Person): Promise<void> {
  await addUser(page, larkfield, person);
  // There can be another long name like this one.
  await page.getByRole("row").filter({ hasText: person.email }).getByRole("link").click();
  await page.getByRole("link", { name: "Change first name" }).click();
  await expectHeading(page, "Personal details", `${fullName(person)} - ${larkfield}`);
}

/** Bethan Rees has never signed in, so her details can be changed. */
async function startChangingBethan(page: Page): Promise<void> {
  await page.goto("/support/users");
  await page.getByRole("link", { name: "Bethan Rees" }).click();
  await page.getByRole("link", { name: "Change email address" }).click();
  await expectHeading(page, "Personal details", "Bethan Rees");
}

const [long, nameless, moved] = [newLongPerson(), newPerson(), newPerson()];
const about = (person: Person) => ({ caption: `${fullName(person)} - ${larkfield}`, back: true });

/** Changing a user of either kind. */
export const changingPages: PageState[] = [
  ...statesOf({ route: form, as, heading: "Personal details" }, [
    {
      name: "changing an organisation user: personal details, long ones",
      open: (page) => startChanging(page, long),
      title: supportTitle(`Personal details - ${larkfield}`),
      ...about(long),
    },
    {
      name: "changing an organisation user: personal details with errors",
      open: async (page) => {
        await startChanging(page, nameless);
        await page.getByLabel("Last name", { exact: true }).fill("");
        await continueOn(page);
        await page.locator(".govuk-error-summary").waitFor();
      },
      status: 400,
      title: supportTitle(`Error: Personal details - ${larkfield}`),
      ...about(nameless),
    },
  ]),
  {
    name: "changing an organisation user: check your answers, with a long address",
    route: `${form}/check`,
    as,
    open: async (page) => {
      await startChanging(page, moved);
      await page.getByLabel("Email address", { exact: true }).fill(newLongPerson().email);
      await continueOn(page);
    },
    title: supportTitle(`Check your answers - ${larkfield}`),
    heading: "Check your answers",
    ...about(moved),
  },
  ...statesOf({ as, caption: "Bethan Rees", back: true }, [
    {
      name: "changing a support user: personal details",
      route: supportForm,
      open: startChangingBethan,
      title: supportTitle("Personal details"),
      heading: "Personal details",
    },
    {
      name: "changing a support user: check your answers",
      route: `${supportForm}/check`,
      open: async (page) => {
        await startChangingBethan(page);
        await continueOn(page);
      },
      title: supportTitle("Check your answers"),
      heading: "Check your answers",
    },
  ]),
];
