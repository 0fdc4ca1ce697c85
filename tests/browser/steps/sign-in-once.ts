import { sql } from "kysely";
import type { Cookie, Page } from "playwright-core";
import { inject } from "vitest";
import { sessionCookie } from "../../../server/sign-in/sessions/session-cookie.ts";
import { hashOf } from "../../../server/sign-in/sessions/sessions.ts";
import { withDatabase } from "../product/stored.ts";
import { expectHeading } from "./expectations.ts";
import { signInAs } from "./sign-in.ts";

const sessions = new Map<string, Cookie[]>();

/** The hash of the session's id, under which the database has it. */
async function idOf(cookies: Cookie[]): Promise<Buffer> {
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return hashOf(String(await sessionCookie(inject("product").console).parse(header)));
}

/**
 * Other tests sign in as the same people, who have five sessions at most. So that theirs never end this one, it counts as
 * the newest for as long as this file runs.
 */
async function keepNewest(cookies: Cookie[]): Promise<void> {
  const id = await idOf(cookies);
  const created_at = sql<Date>`now() + interval '1 hour'`;
  await withDatabase((db) =>
    db.updateTable("sessions").set({ created_at }).where("id_hash", "=", id).execute(),
  );
}

/** Ends the sessions of `enterAs`, so that other files can sign in as the same people. */
export async function endSessions(): Promise<void> {
  for (const cookies of sessions.values()) {
    const id = await idOf(cookies);
    await withDatabase((db) => db.deleteFrom("sessions").where("id_hash", "=", id).execute());
  }
  sessions.clear();
}

/** The heading of each person's first page after signing in. */
const landings = {
  "Priya Nair": "Organisations",
  "Megan Price": "Your organisations",
} as const;

/** Signs a person in once; later tests in the same file go on with that session. The page may be a blank one. */
export async function enterAs(page: Page, person: keyof typeof landings): Promise<void> {
  const session = sessions.get(person);
  if (session) {
    await page.context().addCookies(session);
    return;
  }
  await signInAs(page, person);
  await expectHeading(page, landings[person]);
  const cookies = await page.context().cookies();
  await keepNewest(cookies);
  sessions.set(person, cookies);
}

/** Does the same, and opens the person's first page. */
export async function signInOnce(page: Page, person: keyof typeof landings): Promise<void> {
  await enterAs(page, person);
  await page.goto("/");
  await expectHeading(page, landings[person]);
}
