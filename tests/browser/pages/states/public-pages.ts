import type { Page } from "playwright-core";
import { inject } from "vitest";
import { expectHeading } from "../../steps/expectations.ts";
import { newLongPerson, newPerson } from "../../steps/people.ts";
import { signInAs, signInWith } from "../../steps/sign-in.ts";
import { service, serviceTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { storeMember, withDatabase } from "../../product/stored.ts";

const noAccess = `You do not have access to ${service}`;
const notLinked = "You are not linked to an organisation";

/** Signs in as a new user of this many organisations. */
const openAsMember = (organisations: number): PageState["open"] => {
  return async (page) => {
    const { email } = await storeMember(organisations);
    await signInWith(page, { email });
  };
};

/**
 * Shows a person without an email address from DfE Sign-in. The stand-in always sends one, so this edits the
 * session.
 */
async function openWithoutAddress(page: Page): Promise<void> {
  const { email } = newPerson();
  await signInWith(page, { email });
  await expectHeading(page, noAccess);
  await withDatabase((db) =>
    db.updateTable("sessions").set({ refused_email: "" }).where("refused_email", "=", email).execute(),
  );
  await page.reload();
}

/** Signs out, and stays on the page that goes on to DfE Sign-in by itself: a response with 204 does not leave a page. */
async function stopSignedOut(page: Page): Promise<void> {
  await signInAs(page, "Ben Carter");
  await page.route(`${inject("product").signIn}/session/end?*`, (route) => route.fulfill({ status: 204 }));
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "You have signed out" }).waitFor();
}

/** Public pages, and the pages for organisation users. */
export const publicPages: PageState[] = [
  ...statesOf(
    { route: "/sign-in", title: serviceTitle(`Sign in to ${service}`), heading: `Sign in to ${service}` },
    [
      { name: "sign in", open: (page) => page.goto("/") },
      {
        name: "sign in, after a failed sign-in",
        open: (page) => page.goto("/sign-in?failed=yes"),
        banner: "You have not been signed in. Try again.",
      },
    ],
  ),
  {
    name: "signed out",
    route: "/sign-out",
    open: stopSignedOut,
    title: serviceTitle("You have signed out"),
    heading: "You have signed out",
  },
  {
    name: "accessibility statement",
    route: "/accessibility",
    open: (page) => page.goto("/accessibility"),
    title: serviceTitle(`Accessibility statement for ${service}`),
    heading: `Accessibility statement for ${service}`,
  },
  {
    name: "cookies",
    route: "/cookies",
    open: (page) => page.goto("/cookies"),
    title: serviceTitle("Cookies"),
    heading: "Cookies",
  },
  {
    name: "privacy notice",
    route: "/privacy",
    open: (page) => page.goto("/privacy"),
    title: serviceTitle("Privacy notice"),
    heading: "Privacy notice",
  },
  {
    name: "API",
    route: "/api/docs",
    open: (page) => page.goto("/api/docs"),
    title: serviceTitle("API"),
    heading: "API",
  },
  ...statesOf({ route: "/no-access", status: 403, title: serviceTitle(noAccess), heading: noAccess }, [
    {
      name: "no access, with a long address",
      open: (page) => signInWith(page, { email: newLongPerson().email }),
    },
    { name: "no access, without an address", open: openWithoutAddress },
  ]),
  ...statesOf({ route: "/organisations" }, [
    {
      name: "your organisations, a few",
      as: "Megan Price",
      open: (page) => page.goto("/"),
      title: serviceTitle("Your organisations"),
      heading: "Your organisations",
    },
    {
      name: "your organisations, more than a page",
      open: openAsMember(26),
      title: serviceTitle("Your organisations (page 1 of 2)"),
      heading: "Your organisations",
    },
    {
      name: "your organisations, none",
      open: openAsMember(0),
      title: serviceTitle(notLinked),
      heading: notLinked,
    },
  ]),
  ...statesOf(
    {
      route: "/organisations/:organisationId",
      title: serviceTitle("Calder Teacher Training"),
      heading: "Calder Teacher Training",
    },
    [
      {
        name: "your organisation, one of several",
        as: "Megan Price",
        open: async (page) => {
          await page.goto("/organisations");
          await page.getByRole("link", { name: "Calder Teacher Training" }).click();
        },
        back: true,
      },
    ],
  ),
  {
    name: "your organisation, the only one",
    route: "/organisations/:organisationId",
    open: openAsMember(1),
    title: serviceTitle("Abbots Lane Primary School"),
    heading: "Abbots Lane Primary School",
  },
];
