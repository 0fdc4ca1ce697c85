import { randomUUID } from "node:crypto";
import type { APIResponse, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type Database, openDatabase } from "../../../db/database.ts";
import { emailsTo } from "../steps/inbox.ts";
import { scriptless } from "../steps/journey.ts";
import { newPerson, type Person } from "../steps/people.ts";
import { signInAs } from "../steps/sign-in.ts";

// Real requests at once, against the built product; what they leave is read from its database and its mailbox.
let db: Database;
beforeAll(() => {
  db = openDatabase(inject("product").database, () => undefined);
});
afterAll(() => db.destroy());

const ten = Array.from({ length: 10 }, (_, index) => index);

function post(page: Page, path: string, form: Record<string, string> = {}): Promise<APIResponse> {
  const { console } = inject("product");
  return page.request.post(`${console}${path}`, { form, maxRedirects: 0, headers: { Origin: console } });
}

/** Stores a person's details in a draft of their own, and returns the path of its check page. */
async function prepare(page: Page, users: string, person: Person): Promise<string> {
  const response = await post(page, `${users}/new/${randomUUID()}`, person);
  expect(response.status()).toBe(302);
  return response.headers().location ?? "";
}

async function organisations(count: number): Promise<{ id: string; users: string }[]> {
  const found = await db
    .selectFrom("organisations")
    .select("id")
    .where("urn", "is not", null)
    .orderBy("urn", "desc")
    .limit(count)
    .execute();
  return found.map(({ id }) => ({ id, users: `/support/organisations/${id}/users` }));
}

function countStatuses(responses: APIResponse[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const response of responses) counts[response.status()] = (counts[response.status()] ?? 0) + 1;
  return counts;
}

async function rowsOf({ email }: Person) {
  const users = await db.selectFrom("organisation_users").select("id").where("email", "=", email).execute();
  const ids = users.map(({ id }) => id);
  const memberships = await db.selectFrom("memberships").selectAll().where("user_id", "in", ids).execute();
  const activity = await db.selectFrom("activity").select("action").where("subject_id", "in", ids).execute();
  return {
    users: users.length,
    memberships: memberships.length,
    activity: activity.map(({ action }) => action),
  };
}

scriptless(
  "ten drafts with one address for one organisation, saved at once: one user, one email",
  async ({ page }) => {
    await signInAs(page, "Priya Nair");
    const [organisation] = await organisations(1);
    const person = newPerson();
    const paths = await Promise.all(ten.map(() => prepare(page, organisation?.users ?? "", person)));

    const responses = await Promise.all(paths.map((path) => post(page, path)));

    expect(countStatuses(responses)).toEqual({ 302: 1, 400: 9 });
    const refused = responses.find((response) => response.status() === 400);
    expect(await refused?.text()).toContain('href="#change-email">Email address already in use');
    expect(await rowsOf(person)).toEqual({ users: 1, memberships: 1, activity: ["added"] });
    await emailsTo(person.email, 1);
  },
);

scriptless("one draft saved ten times at once: every save lands on the list, one email", async ({ page }) => {
  await signInAs(page, "Priya Nair");
  const [organisation] = await organisations(1);
  const person = newPerson();
  const path = await prepare(page, organisation?.users ?? "", person);

  const responses = await Promise.all(ten.map(() => post(page, path)));

  expect(responses.map((response) => response.headers().location)).toEqual(
    ten.map(() => organisation?.users),
  );
  expect(await rowsOf(person)).toEqual({ users: 1, memberships: 1, activity: ["added"] });
  await emailsTo(person.email, 1);
});

scriptless(
  "one address for ten organisations at once: one user, ten memberships, ten emails",
  async ({ page }) => {
    await signInAs(page, "Priya Nair");
    const person = newPerson();
    const paths = await Promise.all(
      (await organisations(10)).map(({ users }) => prepare(page, users, person)),
    );

    const responses = await Promise.all(paths.map((path) => post(page, path)));

    expect(countStatuses(responses)).toEqual({ 302: 10 });
    const { users, memberships, activity } = await rowsOf(person);
    expect({ users, memberships }).toEqual({ users: 1, memberships: 10 });
    expect(activity.toSorted()).toEqual(["added", ...ten.slice(1).map(() => "linked")]);
    await emailsTo(person.email, 10);
  },
);

scriptless(
  "a removal, twice, while someone links the person: both hold, with one email each",
  async ({ page }) => {
    await signInAs(page, "Priya Nair");
    const [from, to] = await organisations(2);
    const person = newPerson();
    await post(page, await prepare(page, from?.users ?? "", person));
    await emailsTo(person.email, 1);
    const { id } = await db
      .selectFrom("organisation_users")
      .select("id")
      .where("email", "=", person.email)
      .executeTakeFirstOrThrow();
    const linking = await prepare(page, to?.users ?? "", person);
    const removing = `${from?.users ?? ""}/${id}/remove`;

    const responses = await Promise.all([linking, removing, removing].map((path) => post(page, path)));

    expect(countStatuses(responses)).toEqual({ 302: 3 });
    const { activity, ...counts } = await rowsOf(person);
    expect(counts).toEqual({ users: 1, memberships: 1 });
    expect(activity.toSorted()).toEqual(["added", "linked", "removed"]);
    await emailsTo(person.email, 3);
  },
);
