import { scripted } from "./journey.ts";
import { signInOnce } from "./sign-in-once.ts";
import { expectGoodPage, type PageCase } from "./page-case.ts";
import { newLongPerson } from "./people.ts";
import { signInWith } from "./sign-in.ts";
import { service, serviceTitle, supportTitle } from "./titles.ts";

/** The pages that need no account, or belong to organisation users, and the error pages. */
const pages: PageCase[] = [
  {
    name: "sign in",
    open: (page) => page.goto("/"),
    title: serviceTitle(`Sign in to ${service}`),
    heading: `Sign in to ${service}`,
  },
  {
    name: "accessibility statement",
    open: (page) => page.goto("/accessibility"),
    title: serviceTitle(`Accessibility statement for ${service}`),
    heading: `Accessibility statement for ${service}`,
  },
  {
    name: "cookies",
    open: (page) => page.goto("/cookies"),
    title: serviceTitle("Cookies"),
    heading: "Cookies",
  },
  {
    name: "privacy notice",
    open: (page) => page.goto("/privacy"),
    title: serviceTitle("Privacy notice"),
    heading: "Privacy notice",
  },
  {
    name: "no access, with a long address",
    open: (page) => signInWith(page, { email: newLongPerson().email }),
    status: 403,
    title: serviceTitle(`You do not have access to ${service}`),
    heading: `You do not have access to ${service}`,
  },
  {
    name: "your organisations",
    as: "Megan Price",
    open: (page) => page.goto("/"),
    title: serviceTitle("Your organisations"),
    heading: "Your organisations",
  },
  {
    name: "your organisation",
    as: "Megan Price",
    open: async (page) => {
      await page.goto("/organisations");
      await page.getByRole("link", { name: "Calder Teacher Training" }).click();
    },
    title: serviceTitle("Calder Teacher Training"),
    heading: "Calder Teacher Training",
    back: true,
  },
  {
    name: "403",
    as: "Megan Price",
    open: (page) => page.goto("/support/users"),
    status: 403,
    title: supportTitle("You do not have permission to view this page"),
    heading: "You do not have permission to view this page",
  },
  {
    name: "404, signed out",
    open: (page) => page.goto("/nowhere"),
    status: 404,
    title: serviceTitle("Page not found"),
    heading: "Page not found",
  },
  {
    name: "404, signed in",
    as: "Priya Nair",
    open: (page) => page.goto("/support/nowhere"),
    status: 404,
    title: supportTitle("Page not found"),
    heading: "Page not found",
  },
];

scripted.for(pages)("$name", async (expected, { page }) => {
  if (expected.as) await signInOnce(page, expected.as);
  await expectGoodPage(page, expected);
});
