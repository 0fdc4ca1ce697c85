import type { Cookie, Page } from "playwright-core";
import { expectHeading } from "./expectations.ts";
import { signInAs } from "./sign-in.ts";

const sessions = new Map<string, Cookie[]>();

/** The heading of each person's first page after signing in. */
const landings = {
  "Priya Nair": "Organisations",
  "Megan Price": "Your organisations",
} as const;

/** Signs a person in once; later tests in the same process go on with that session, from the same page. */
export async function signInOnce(page: Page, person: keyof typeof landings): Promise<void> {
  const session = sessions.get(person);
  if (session) {
    await page.context().addCookies(session);
    await page.goto("/");
  } else {
    await signInAs(page, person);
  }
  await expectHeading(page, landings[person]);
  if (!session) sessions.set(person, await page.context().cookies());
}
