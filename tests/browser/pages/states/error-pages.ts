import type { Page } from "playwright-core";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { fillDetails, startAdding } from "../../steps/add-user.ts";
import { newPerson } from "../../steps/people.ts";
import { signInAs } from "../../steps/sign-in.ts";
import { serviceTitle, supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { withDatabase } from "../../product/stored.ts";

const form = "/support/organisations/:organisationId/users/new/:draftId";
const check = `${form}/check`;
const hollybush = "Hollybush Primary School";
const as = "Priya Nair";

/** Posts a form to a page that has none. */
async function post(page: Page, action: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.evaluate((address) => {
    const made = document.createElement("form");
    Object.assign(made, { method: "post", action: address });
    document.body.append(made);
    made.submit();
  }, action);
  await answered;
}

/** Makes the database refuse users of this first name. Their last name is the error code. */
async function failOn(firstName: string): Promise<void> {
  await withDatabase(async (db) => {
    await sql`
      create or replace function fail_as_asked() returns trigger language plpgsql as $$
      begin
        raise exception 'as asked' using errcode = new.answers ->> 'lastName';
      end
      $$
    `.execute(db);
    await sql`
      create or replace trigger fail_as_asked before insert on drafts
      for each row when (new.answers ->> 'firstName' = ${sql.lit(firstName)}) execute function fail_as_asked()
    `.execute(db);
  });
}

/** Continues from the form, and gets this database error. */
const openFailure = (sqlState: string): PageState["open"] => {
  return async (page) => {
    await failOn("Fails");
    await startAdding(page, hollybush);
    await fillDetails(page, { ...newPerson("Fails"), lastName: sqlState });
  };
};

/** Saves as a person who has reached the limit of saves a minute. */
async function saveTooOften(page: Page): Promise<void> {
  await signInAs(page, "Ben Carter");
  await startAdding(page, hollybush);
  await fillDetails(page, newPerson());
  await page.getByRole("button", { name: "Save user" }).waitFor();
  await withDatabase(async (db) => {
    await sql`
      insert into rate_limits (key, count, began_at)
      select 'saves:' || id, 1000000, now() from support_users where email = 'ben.carter@education.gov.uk'
      on conflict (key) do update set count = excluded.count
    `.execute(db);
  });
  await page.getByRole("button", { name: "Save user" }).click();
}

/**
 * Opens a search, and ends it as the time limit of searches does, as soon as it waits for a table. No other journey opens
 * activity of one kind in one organisation.
 */
async function openSlowSearch(page: Page): Promise<void> {
  const nowhere = "11111111-1111-4111-8111-111111111111";
  await withDatabase((db) =>
    db.transaction().execute(async (trx) => {
      await sql`lock table activity in access exclusive mode`.execute(trx);
      await Promise.all([
        page.goto(`/support/activity?kind=edited&organisationId=${nowhere}`),
        expect.poll(() => cancelSearches(db), { timeout: 10_000, interval: 20 }).toBe(1),
      ]);
    }),
  );
}

/** Cancels the searches for activity of one kind in one organisation that wait for a lock, and returns their number. */
async function cancelSearches(db: Database): Promise<number> {
  const { rows } = await sql`
    select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
      and query like '%and action = $% and organisation_id = $%'
  `.execute(db);
  return rows.length;
}

const titled = (heading: string, titleOf = serviceTitle) => ({ title: titleOf(heading), heading });

/** Every error page. */
export const errorPages: PageState[] = [
  {
    name: "400",
    route: "/*",
    open: (page) => page.goto("/%E0%A4%A"),
    status: 400,
    ...titled("Sorry, there is a problem with your request"),
  },
  {
    name: "403",
    route: "/support/users",
    as: "Megan Price",
    open: (page) => page.goto("/support/users"),
    status: 403,
    ...titled("You do not have permission to view this page", supportTitle),
  },
  {
    name: "403, removing oneself",
    route: "/support/users/:userId/remove",
    as,
    open: async (page) => {
      await page.goto("/support/users");
      await page.getByRole("link", { name: "Priya Nair" }).click();
      await page.getByRole("heading", { name: "Priya Nair" }).waitFor();
      await page.goto(`${page.url()}/remove`);
    },
    status: 403,
    ...titled("You cannot remove yourself", supportTitle),
  },
  ...statesOf({ route: "/*", status: 404 }, [
    { name: "404, signed out", open: (page) => page.goto("/nowhere"), ...titled("Page not found") },
    {
      name: "404, signed in",
      as,
      open: (page) => page.goto("/support/nowhere"),
      ...titled("Page not found", supportTitle),
    },
  ]),
  {
    name: "405",
    route: "/cookies",
    open: async (page) => {
      await page.goto("/cookies");
      await post(page, "/cookies");
    },
    status: 405,
    ...titled("Page not found"),
  },
  {
    name: "413",
    route: form,
    as,
    open: async (page) => {
      await startAdding(page, hollybush);
      await fillDetails(page, { ...newPerson(), firstName: "n".repeat(100_000) });
    },
    status: 413,
    ...titled("Sorry, you sent too much information"),
  },
  {
    name: "422",
    route: "/support/activity",
    as,
    open: openSlowSearch,
    status: 422,
    ...titled("Sorry, your search took too long", supportTitle),
  },
  {
    name: "429",
    route: check,
    open: saveTooOften,
    status: 429,
    ...titled("Sorry, you have tried too many times", supportTitle),
  },
  ...statesOf({ route: form, as }, [
    {
      name: "500",
      open: openFailure("XX000"),
      status: 500,
      ...titled("Sorry, there is a problem with the service", supportTitle),
    },
    {
      name: "503",
      open: openFailure("57P03"),
      status: 503,
      ...titled("Sorry, the service is unavailable", supportTitle),
    },
  ]),
];
