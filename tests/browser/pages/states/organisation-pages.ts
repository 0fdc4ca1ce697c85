import type { Page } from "playwright-core";
import { addUser, openUsers } from "../../steps/add-user.ts";
import { fullName, newLongPerson, newPerson } from "../../steps/people.ts";
import { supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { storeClosedOrganisation, storeOrganisation } from "../../product/stored.ts";

const ashgrove = "Ashgrove Primary School";
const hollybush = "Hollybush Primary School";
const as = "Priya Nair" as const;
const organisation = "/support/organisations/:organisationId";

async function openOrganisation(page: Page, name: string): Promise<void> {
  await page.goto("/support/organisations");
  await page.getByRole("link", { name }).click();
}

async function removeNew(page: Page): Promise<void> {
  const person = newPerson();
  await addUser(page, hollybush, person);
  await page.getByRole("link", { name: fullName(person) }).click();
  await page.getByRole("link", { name: "Remove user" }).click();
  await page.getByRole("button", { name: "Remove user" }).click();
}

/** A name longer than any real one, without spaces. */
const [longName, longerName] = [
  "Llanfairpwllgwyngyll".repeat(6),
  "Pwllgwyngyllgogerychwyrn".repeat(6),
] as const;

const fernbank = "Fernbank Infant School";

async function openClosed(page: Page, tab: "Details" | "Users"): Promise<void> {
  await page.goto("/support/organisations?query=fernbank&includeClosed=yes");
  await page.getByRole("link", { name: fernbank }).click();
  await page.getByRole("link", { name: tab, exact: true }).click();
}

/** Posts the page on which a successor is chosen, without a choice. */
async function chooseNothing(page: Page): Promise<void> {
  await page.goto(`${(await storeClosedOrganisation(newPerson(), 2)).path}/users/successor`);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The pages of organisations that have closed, and the list that can include them. */
const closedPages: PageState[] = [
  {
    name: "organisations found, closed ones left out",
    route: "/support/organisations",
    as,
    open: (page) => page.goto("/support/organisations?query=fernbank"),
    title: supportTitle("Organisations"),
    heading: "Organisations",
  },
  {
    name: "organisations found, closed ones included",
    route: "/support/organisations",
    as,
    open: (page) => page.goto("/support/organisations?query=infant&includeClosed=yes"),
    title: supportTitle("Organisations"),
    heading: "Organisations",
  },
  ...statesOf({ as, title: supportTitle(fernbank), caption: "Organisation", back: true }, [
    {
      name: "closed organisation",
      route: organisation,
      open: (page) => openClosed(page, "Details"),
      heading: `${fernbank} Closed`,
    },
    {
      name: "closed organisation's users",
      route: `${organisation}/users`,
      open: (page) => openClosed(page, "Users"),
      heading: `${fernbank} Closed`,
    },
  ]),
  {
    name: "choosing a successor, with an error",
    route: `${organisation}/users/successor`,
    as,
    open: chooseNothing,
    status: 400,
    title: /^Error: Add these users to another organisation - Tester School \w+ - Support for/,
    heading: "Add these users to another organisation",
    caption: /^Tester School \w+ Closed$/,
    back: true,
  },
];

/** The support pages about organisations, with the lists of their users. */
export const organisationPages: PageState[] = [
  ...closedPages,
  ...statesOf({ route: "/support/organisations", as, heading: "Organisations" }, [
    {
      name: "organisations",
      open: (page) => page.goto("/support/organisations"),
      title: supportTitle("Organisations (page 1 of 2)"),
    },
    {
      name: "organisations, last page",
      open: (page) => page.goto("/support/organisations?page=2"),
      title: supportTitle("Organisations (page 2 of 2)"),
    },
    {
      name: "organisations found",
      open: (page) => page.goto("/support/organisations?query=primary"),
      title: supportTitle("Organisations"),
    },
    {
      name: "no organisations found for long words",
      open: (page) => page.goto(`/support/organisations?query=${"n".repeat(200)}`),
      title: supportTitle("Organisations"),
    },
  ]),
  ...[ashgrove, "Calder Teacher Training"].map((name) => ({
    name: `organisation, ${name}`,
    route: organisation,
    as,
    open: (page: Page) => openOrganisation(page, name),
    title: supportTitle(name),
    heading: name,
    caption: "Organisation",
    back: true,
  })),
  {
    name: "organisation with a long name",
    route: organisation,
    as,
    open: async (page) => page.goto(await storeOrganisation(longName)),
    title: supportTitle(longName),
    heading: longName,
    caption: "Organisation",
    back: true,
  },
  ...statesOf({ route: `${organisation}/users`, as, caption: "Organisation", back: true }, [
    {
      name: "organisation's users, second page",
      open: async (page) => {
        await openUsers(page, ashgrove);
        await page.goto(`${page.url()}?page=2`);
      },
      title: supportTitle(`${ashgrove} (page 2 of 3)`),
      heading: ashgrove,
    },
    {
      name: "organisation's users, filtered, nobody selected",
      open: async (page) => {
        await openUsers(page, ashgrove);
        await page.goto(`${page.url()}?show=not_signed_in`);
        await page.getByRole("button", { name: "Send invitation again" }).click();
        await page.getByRole("alert").waitFor();
      },
      status: 400,
      title: new RegExp(`^Error: ${ashgrove}`),
      heading: ashgrove,
    },
    {
      name: "organisation's users, none to show",
      open: async (page) => {
        await openUsers(page, "Calder Teacher Training");
        await page.goto(`${page.url()}?show=invitation_failed`);
      },
      title: supportTitle("Calder Teacher Training"),
      heading: "Calder Teacher Training",
    },
    {
      name: "organisation without users",
      open: (page) => openUsers(page, "Brookfield High School"),
      title: supportTitle("Brookfield High School"),
      heading: "Brookfield High School",
    },
    {
      name: "organisation with a long name, without users",
      open: async (page) => page.goto(`${await storeOrganisation(longerName)}/users`),
      title: supportTitle(longerName),
      heading: longerName,
    },
    {
      name: "organisation's users, after one was added",
      open: (page) => addUser(page, hollybush, newPerson()),
      title: supportTitle(hollybush),
      heading: hollybush,
      banner: "User added",
    },
    {
      name: "organisation's users, after one was removed",
      open: removeNew,
      title: supportTitle(hollybush),
      heading: hollybush,
      banner: "User removed",
    },
    {
      name: "organisation's users, with a long name and address",
      open: async (page) => {
        await addUser(page, hollybush, newLongPerson());
        await openUsers(page, hollybush);
      },
      title: supportTitle(hollybush),
      heading: hollybush,
    },
  ]),
];
