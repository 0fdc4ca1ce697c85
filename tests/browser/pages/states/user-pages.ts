import type { Page } from "playwright-core";
import { startSession } from "../../../../server/sign-in/sessions/sessions.ts";
import { addUser, continueOn } from "../../steps/add-user.ts";
import { fullName, newLongPerson, newPerson, type Person } from "../../steps/people.ts";
import { supportListTitle, supportTitle } from "../../steps/titles.ts";
import { startChanging } from "./changing-pages.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { storeUserWithEmails, withDatabase } from "../../product/stored.ts";

const hazelwood = "Hazelwood Primary School";
const larkfield = "Larkfield Junior School";
const as = "Priya Nair" as const;
const user = "/support/organisations/:organisationId/users/:userId";
const sureToRemove = "Are you sure you want to remove this user?";

/** Opens 'Your sessions' with another session, which began in a browser with a long name. */
async function openSessions(page: Page): Promise<void> {
  await withDatabase(async (db) => {
    const priya = db
      .selectFrom("support_users")
      .select("id")
      .where("email", "=", "priya.nair@education.gov.uk");
    const { id } = await priya.executeTakeFirstOrThrow();
    await startSession(db, {
      idToken: "an ID token",
      supportUserId: id,
      browser: "Samsung Internet on Android",
    });
  });
  await page.goto("/support/sessions");
}

async function openNew(page: Page, person: Person): Promise<void> {
  await addUser(page, hazelwood, person);
  await page.getByRole("row").filter({ hasText: person.email }).getByRole("link").click();
  await page.getByRole("heading", { name: fullName(person) }).waitFor();
}

async function saveChange(page: Page, person: Person): Promise<void> {
  await startChanging(page, person);
  await continueOn(page);
  await page.getByRole("button", { name: "Save user" }).waitFor();
}

async function signInMeanwhile({ email }: Person): Promise<void> {
  await withDatabase((db) =>
    db
      .updateTable("organisation_users")
      .set({ dfe_sign_in_id: `meanwhile:${email}`, last_signed_in_at: new Date() })
      .where("email", "=", email)
      .execute(),
  );
}

/** Sends the invitation again, this many times. */
async function sendAgain(page: Page, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += 1) {
    await page.getByRole("button", { name: "Send invitation again" }).click();
    await page.locator(".govuk-notification-banner").waitFor();
  }
}

async function openColleague(page: Page, name: string): Promise<void> {
  await page.goto("/support/users");
  await page.getByRole("link", { name }).click();
}

const [long, removed] = [newLongPerson(), newLongPerson()];
const [written, invited, invitedTwice, changed, locked] = Array.from({ length: 5 }, () => newPerson()) as [
  Person,
  Person,
  Person,
  Person,
  Person,
];
const about = (person: Person) => ({ heading: fullName(person), caption: hazelwood });

const organisationUserPages: PageState[] = [
  ...statesOf({ route: user, as, title: supportTitle(`User details - ${hazelwood}`), back: true }, [
    { name: "organisation user, long", open: (page) => openNew(page, long), ...about(long) },
    {
      name: "organisation user with emails in every status",
      open: async (page) => page.goto(await storeUserWithEmails(hazelwood, written)),
      ...about(written),
    },
    {
      name: "organisation user, invited again",
      open: async (page) => {
        await openNew(page, invited);
        await sendAgain(page, 1);
      },
      banner: "We will send the invitation again",
      ...about(invited),
    },
    {
      name: "organisation user, invited again too soon",
      open: async (page) => {
        await openNew(page, invitedTwice);
        await sendAgain(page, 2);
      },
      banner: `We have just sent the invitation to ${hazelwood} again. You can send it again in 5 minutes.`,
      ...about(invitedTwice),
    },
  ]),
  ...statesOf(
    { route: user, as, caption: larkfield, title: supportTitle(`User details - ${larkfield}`), back: true },
    [
      {
        name: "organisation user, changed",
        open: async (page) => {
          await saveChange(page, changed);
          await page.getByRole("button", { name: "Save user" }).click();
        },
        heading: fullName(changed),
        banner: "User updated",
      },
      {
        name: "organisation user who has since signed in",
        open: async (page) => {
          await saveChange(page, locked);
          await signInMeanwhile(locked);
          await page.getByRole("button", { name: "Save user" }).click();
        },
        heading: fullName(locked),
        banner: "Changes not saved because this user has now signed in",
      },
    ],
  ),
  {
    name: "removing an organisation user with a long name",
    route: `${user}/remove`,
    as,
    open: async (page) => {
      await openNew(page, removed);
      await page.getByRole("link", { name: "Remove user" }).click();
    },
    title: supportTitle(`${sureToRemove} - ${hazelwood}`),
    heading: sureToRemove,
    caption: `${fullName(removed)} - ${hazelwood}`,
    back: true,
  },
];

const supportUserPages: PageState[] = [
  {
    name: "your sessions",
    route: "/support/sessions",
    as,
    open: openSessions,
    title: supportTitle("Your sessions"),
    heading: "Your sessions",
  },
  {
    name: "support users",
    route: "/support/users",
    as,
    open: (page) => page.goto("/support/users"),
    title: supportListTitle("Support users"),
    heading: "Support users",
  },
  ...["Bethan Rees", "Priya Nair"].map((name) => ({
    name: `support user, ${name}`,
    route: "/support/users/:userId",
    as,
    open: (page: Page) => openColleague(page, name),
    title: supportTitle("Support user details"),
    heading: name,
    caption: "Support user",
    back: true,
  })),
  {
    name: "removing a support user",
    route: "/support/users/:userId/remove",
    as,
    open: async (page) => {
      await openColleague(page, "Bethan Rees");
      await page.getByRole("link", { name: "Remove user" }).click();
    },
    title: supportTitle(sureToRemove),
    heading: sureToRemove,
    caption: "Bethan Rees",
    back: true,
  },
];

/** The pages about one user of either kind, and the list of support users. */
export const userPages: PageState[] = [...organisationUserPages, ...supportUserPages];
