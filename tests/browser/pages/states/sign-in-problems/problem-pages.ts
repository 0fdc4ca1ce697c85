import type { Page } from "playwright-core";
import { storeCandidates, storeProblem } from "../../../product/stored-problems.ts";
import { withDatabase } from "../../../product/stored.ts";
import { fillDetails } from "../../../steps/add-user.ts";
import { expectHeading } from "../../../steps/expectations.ts";
import { newLongPerson, newPerson, type Person } from "../../../steps/people.ts";
import { supportTitle } from "../../../steps/titles.ts";
import { type PageState, statesOf } from "../page-state.ts";

const as = "Priya Nair";
const list = "/support/sign-in-problems";
const problem = `${list}/:problemId`;

/** A new person, with another address of theirs. */
function newNamesake(person: Person = newPerson()): [invited: Person, refused: Person] {
  return [person, { ...person, email: person.email.replace("@", "@mail.") }];
}

const colleague = (): Person => {
  const person = newPerson();
  return { ...person, email: person.email.replace("example.com", "education.gov.uk") };
};

async function openInstead(page: Page, organisations = 1): Promise<void> {
  const [invited, refused] = newNamesake();
  await page.goto(await storeCandidates([invited], refused, organisations));
  await page.getByRole("link", { name: "Invite this address instead" }).click();
  await expectHeading(page, "Check your answers", "Invite this address instead");
}

async function openMarked(page: Page, marks: object): Promise<void> {
  const path = await storeProblem(newPerson());
  const id = path.slice(list.length + 1);
  await withDatabase((db) => db.updateTable("refused_sign_ins").set(marks).where("id", "=", id).execute());
  await page.goto(path);
}

async function startAdding(page: Page, person: Person): Promise<void> {
  await page.goto(await storeProblem(person));
  await page.getByRole("link", { name: "Add this person to an organisation" }).click();
  await page.getByRole("link", { name: "Alderbrook Infant School" }).click();
  await expectHeading(page, "Personal details", "Add user - Alderbrook Infant School");
}

async function postEmpty(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.locator(".govuk-error-summary").waitFor();
}

const long = newLongPerson();
const adding = { caption: "Add user - Alderbrook Infant School", back: true };

/** The list of sign-in problems, the page of each, and what can be done from there. */
export const problemPages: PageState[] = [
  ...statesOf({ route: list, as, heading: "Sign-in problems" }, [
    {
      name: "sign-in problems",
      open: async (page) => {
        await storeProblem(newLongPerson());
        await page.goto(list);
      },
      title: /^Sign-in problems( \(page 1 of \d+\))? - Support for /,
    },
    {
      name: "no sign-in problems found",
      open: (page) => page.goto(`${list}?query=${"n".repeat(100)}&show=all`),
      title: supportTitle("Sign-in problems"),
    },
    {
      name: "sign-in problem, marked as resolved",
      open: async (page) => {
        await page.goto(await storeProblem(newPerson()));
        await page.getByRole("button", { name: "Mark as resolved" }).click();
      },
      title: /^Sign-in problems( \(page 1 of \d+\))? - Support for /,
      banner: "Sign-in problem marked as resolved",
    },
  ]),
  ...statesOf(
    { route: problem, as, heading: "Sign-in problem", title: supportTitle("Sign-in problem"), back: true },
    [
      {
        name: "sign-in problem of nobody who is known, with a long name and address",
        open: async (page) => page.goto(await storeProblem(newLongPerson())),
      },
      {
        name: "sign-in problem, with people it could be",
        open: async (page) => {
          const [invited, refused] = newNamesake();
          const other = { ...invited, email: `other.${invited.email}` };
          await page.goto(await storeCandidates([invited, other], refused, 2));
        },
      },
      {
        name: "sign-in problem at a departmental address",
        open: async (page) => page.goto(await storeProblem(colleague())),
      },
      {
        name: "sign-in problem of a linked account",
        open: async (page) => {
          await page.goto(`${list}?query=alice`);
          await page.getByRole("link", { name: "alice" }).first().click();
        },
      },
      {
        name: "sign-in problem that led to an invitation",
        open: (page) =>
          openMarked(page, {
            invited_at: new Date(),
            invited_by_kind: "support_user",
            invited_by_name: `${long.firstName} ${long.lastName}`,
          }),
      },
      { name: "sign-in problem, resolved", open: (page) => openMarked(page, { resolved_at: new Date() }) },
    ],
  ),
  ...statesOf(
    {
      route: `${problem}/instead/:userId`,
      as,
      heading: "Check your answers",
      caption: "Invite this address instead",
    },
    [
      {
        name: "inviting an address instead",
        open: (page) => openInstead(page, 3),
        title: supportTitle("Check your answers"),
        back: true,
      },
      {
        name: "inviting an address instead, not confirmed",
        open: async (page) => {
          await openInstead(page);
          await postEmpty(page, "Invite this address");
        },
        status: 400,
        title: supportTitle("Error: Check your answers"),
        back: true,
      },
    ],
  ),
  {
    name: "choosing an organisation for the person of a sign-in problem",
    route: `${problem}/organisations`,
    as,
    open: async (page) => page.goto(`${await storeProblem(newPerson())}/organisations?query=school`),
    title: supportTitle("Choose an organisation (page 1 of 2)"),
    heading: "Choose an organisation",
    caption: "Add this person to an organisation",
    back: true,
  },
  ...statesOf({ route: `${problem}/organisations/:organisationId/new/:draftId`, as, ...adding }, [
    {
      name: "adding the person of a sign-in problem: personal details",
      open: (page) => startAdding(page, newLongPerson()),
      title: supportTitle("Personal details - Alderbrook Infant School"),
      heading: "Personal details",
    },
    {
      name: "adding the person of a sign-in problem: not confirmed",
      route: `${problem}/organisations/:organisationId/new/:draftId/check`,
      open: async (page) => {
        await startAdding(page, newLongPerson());
        await page.getByRole("button", { name: "Continue" }).click();
        await postEmpty(page, "Save user");
      },
      status: 400,
      title: supportTitle("Error: Check your answers - Alderbrook Infant School"),
      heading: "Check your answers",
    },
  ]),
  ...statesOf({ route: `${problem}/support-users/new/:draftId`, as, caption: "Add user", back: true }, [
    {
      name: "adding the person of a sign-in problem as a support user: personal details",
      open: async (page) => page.goto(`${await storeProblem(colleague())}/support-users/new`),
      title: supportTitle("Personal details"),
      heading: "Personal details",
    },
    {
      name: "adding the person of a sign-in problem as a support user: check your answers",
      route: `${problem}/support-users/new/:draftId/check`,
      open: async (page) => {
        const person = colleague();
        await page.goto(`${await storeProblem(person)}/support-users/new`);
        await fillDetails(page, person);
      },
      title: supportTitle("Check your answers"),
      heading: "Check your answers",
    },
  ]),
];
