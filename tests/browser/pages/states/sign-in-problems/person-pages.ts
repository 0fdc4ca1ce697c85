import type { Page } from "playwright-core";
import { storeLinked, storePerson } from "../../../product/stored-problems.ts";
import { fullName, newLongPerson, newPerson, type Person } from "../../../steps/people.ts";
import { supportTitle } from "../../../steps/titles.ts";
import { type PageState, statesOf } from "../page-state.ts";

const as = "Priya Nair";
const person = "/support/organisation-users/:userId";
const colleaguePage = "/support/users/:userId";
const sureToUnlink = "Are you sure you want to unlink this user's DfE Sign-in account?";

const departmental = (someone: Person): Person => ({
  ...someone,
  email: someone.email.replace("example.com", "education.gov.uk"),
});

async function openUnlinking(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("link", { name: "Unlink DfE Sign-in account" }).click();
}

const [long, idle, linked, unlinked, hasty] = [
  newLongPerson(),
  newPerson(),
  newPerson(),
  newPerson(),
  newPerson(),
];
const [colleague, former] = [departmental(newPerson()), departmental(newPerson())];
const about = (someone: Person) => ({ heading: fullName(someone), caption: "Organisation user" });

/** The page of an organisation user across organisations, and the unlinking of accounts of both kinds of user. */
export const personPages: PageState[] = [
  ...statesOf({ route: person, as, title: supportTitle("User details"), back: true }, [
    {
      name: "organisation user across organisations, long",
      open: async (page) => page.goto(await storePerson(long, 3)),
      ...about(long),
    },
    {
      name: "organisation user without organisations",
      open: async (page) => page.goto(await storePerson(idle, 0)),
      ...about(idle),
    },
    {
      name: "organisation user whose address came with another account",
      open: async (page) => page.goto(await storeLinked(linked, "organisation_user")),
      ...about(linked),
    },
    {
      name: "organisation user whose account was unlinked",
      open: async (page) => {
        await openUnlinking(page, await storeLinked(unlinked, "organisation_user"));
        await page.getByRole("checkbox").check();
        await page.getByRole("button", { name: "Unlink account" }).click();
      },
      banner: "DfE Sign-in account unlinked. Ask them to sign in again.",
      ...about(unlinked),
    },
  ]),
  ...statesOf({ as, heading: sureToUnlink, back: true }, [
    {
      name: "unlinking an organisation user's account, not confirmed",
      route: `${person}/unlink`,
      open: async (page) => {
        await openUnlinking(page, await storeLinked(hasty, "organisation_user"));
        await page.getByRole("button", { name: "Unlink account" }).click();
        await page.locator(".govuk-error-summary").waitFor();
      },
      status: 400,
      title: supportTitle(`Error: ${sureToUnlink}`),
      caption: fullName(hasty),
    },
    {
      name: "unlinking a support user's account",
      route: `${colleaguePage}/unlink`,
      open: async (page) => openUnlinking(page, await storeLinked(colleague, "support_user")),
      title: supportTitle(sureToUnlink),
      caption: fullName(colleague),
    },
  ]),
  {
    name: "support user whose address came with another account",
    route: colleaguePage,
    as,
    open: async (page) => page.goto(await storeLinked(former, "support_user")),
    title: supportTitle("Support user details"),
    heading: fullName(former),
    caption: "Support user",
    back: true,
  },
  {
    name: "choosing another organisation for a user",
    route: `${person}/organisations`,
    as,
    open: async (page) => page.goto(`${await storePerson(newPerson(), 0)}/organisations`),
    title: supportTitle("Choose an organisation (page 1 of 2)"),
    heading: "Choose an organisation",
    caption: "Add to another organisation",
    back: true,
  },
  {
    name: "adding a user to another organisation",
    route: `${person}/organisations/:organisationId`,
    as,
    open: async (page) => {
      await page.goto(`${await storePerson(newLongPerson(), 1)}/organisations?query=alderbrook`);
      await page.getByRole("link", { name: "Alderbrook Infant School" }).click();
    },
    title: supportTitle("Check your answers - Alderbrook Infant School"),
    heading: "Check your answers",
    caption: "Add user - Alderbrook Infant School",
    back: true,
  },
];
