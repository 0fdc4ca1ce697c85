import type { Page } from "playwright-core";
import { addUser, continueOn, fillDetails, startAdding, startSaving } from "../../steps/add-user.ts";
import { expectHeading } from "../../steps/expectations.ts";
import { newLongPerson, newPerson } from "../../steps/people.ts";
import { supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { followSignIn, signInAs } from "../../steps/sign-in.ts";

const glenside = "Glenside Academy";
const greenway = "Greenway Academy";
const as = "Priya Nair";
const form = "/support/organisations/:organisationId/users/new/:draftId";
const supportForm = "/support/users/new/:draftId";
const toOrganisation = (name: string) => ({ caption: `Add user - ${name}`, back: true });

async function startAddingColleague(page: Page): Promise<void> {
  await page.goto("/support/users/new");
  await expectHeading(page, "Personal details", "Add user");
}

/** Continues without any answers. */
async function leaveEmpty(page: Page): Promise<void> {
  await continueOn(page);
  await page.locator(".govuk-error-summary").waitFor();
}

/** Posts the form after the session has ended, and signs in again. The DfE Sign-in session is still there. */
async function postAfterTimeOut(page: Page): Promise<void> {
  await signInAs(page, "Daniel Osei");
  await startAdding(page, glenside);
  await page.context().clearCookies({ name: "session" });
  await continueOn(page);
  await followSignIn(page);
}

/** Adding a user of either kind, from personal details to check your answers. */
export const addingPages: PageState[] = [
  ...statesOf({ route: form, heading: "Personal details", ...toOrganisation(glenside) }, [
    {
      name: "adding: personal details",
      as,
      open: (page) => startAdding(page, glenside),
      title: supportTitle(`Personal details - ${glenside}`),
    },
    {
      name: "adding: personal details with errors",
      as,
      open: async (page) => {
        await startAdding(page, glenside);
        await leaveEmpty(page);
      },
      status: 400,
      title: supportTitle(`Error: Personal details - ${glenside}`),
    },
    {
      name: "adding: personal details with errors, long ones",
      as,
      open: async (page) => {
        await startAdding(page, glenside);
        const { firstName, email } = newLongPerson();
        await fillDetails(page, {
          firstName: `${firstName}n`,
          lastName: `${firstName}n`,
          email: `@${email}`,
        });
        await page.locator(".govuk-error-summary").waitFor();
      },
      status: 400,
      title: supportTitle(`Error: Personal details - ${glenside}`),
    },
    {
      name: "adding: personal details, after the time-out",
      open: postAfterTimeOut,
      title: supportTitle(`Personal details - ${glenside}`),
      banner: "You were signed out because you were inactive. Enter the details again.",
    },
  ]),
  ...statesOf({ route: `${form}/check`, as, heading: "Check your answers" }, [
    {
      name: "adding: check your answers, long ones",
      open: (page) => startSaving(page, glenside, newLongPerson()),
      title: supportTitle(`Check your answers - ${glenside}`),
      ...toOrganisation(glenside),
    },
    {
      name: "adding: check your answers, with a stored long name",
      open: async (page) => {
        const stored = newLongPerson();
        await addUser(page, glenside, stored);
        await startSaving(page, greenway, { ...newPerson(), email: stored.email });
        await page.locator(".govuk-inset-text").waitFor();
      },
      title: supportTitle(`Check your answers - ${greenway}`),
      ...toOrganisation(greenway),
    },
    {
      name: "adding: check your answers, with an error",
      open: async (page) => {
        const person = newPerson();
        await startSaving(page, glenside, person);
        const check = page.url();
        await addUser(page, glenside, person);
        await page.goto(check);
      },
      title: supportTitle(`Error: Check your answers - ${glenside}`),
      ...toOrganisation(glenside),
    },
  ]),
  ...statesOf({ route: supportForm, as, heading: "Personal details", caption: "Add user", back: true }, [
    {
      name: "adding a support user: personal details",
      open: startAddingColleague,
      title: supportTitle("Personal details"),
    },
    {
      name: "adding a support user: personal details with errors",
      open: async (page) => {
        await startAddingColleague(page);
        await leaveEmpty(page);
      },
      status: 400,
      title: supportTitle("Error: Personal details"),
    },
  ]),
  {
    name: "adding a support user: check your answers",
    route: `${supportForm}/check`,
    as,
    open: async (page) => {
      await startAddingColleague(page);
      await fillDetails(page, { firstName: "A", lastName: "B", email: "a.b@education.gov.uk" });
    },
    title: supportTitle("Check your answers"),
    heading: "Check your answers",
    caption: "Add user",
    back: true,
  },
];
