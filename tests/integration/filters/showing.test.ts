import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { type Show, shows } from "../../../server/people/filters/shows.ts";
import { createCrowd, createSchools } from "../../records/crowd.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUsers, megan } from "../../records/people.ts";
import { callAs, test as base } from "../../fixtures/resources.ts";
import { createMembers, createStaff, shown } from "./scene.ts";

const actor = { kind: "support_user" as const, id: "11111111-1111-4111-8111-111111111111", name: "Priya" };

/** vitest's `test` with the procedures as a support user who is in none of the lists calls them. */
const test = base.extend("api", ({ resources }) => callAs(resources, actor));

const firstNames = (items: { firstName: string }[]) => items.map(({ firstName }) => firstName);

test.for(shows)("'%s' shows those that it names, in every list and download", async (show, { api, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createMembers(db, [ashgrove, calder]);
  await createStaff(db);
  const names = shown[show];
  const expected = { total: names.length, isMore: false };
  const { organisationUsers, supportUsers } = api;

  // One after the other: of one caller, a third search at once waits for two seconds only.
  const lists = [
    await supportUsers.list({ show }),
    await organisationUsers.list({ organisationId: calder.id, show }),
    await organisationUsers.search({ show }),
    await organisationUsers.search({ show, query: "pri" }),
    await organisationUsers.search({ show, query: "p" }),
  ];

  for (const list of lists) {
    expect(list).toMatchObject(expected);
    expect(firstNames(list.items)).toEqual(names);
  }
  expect(firstNames((await organisationUsers.search({ show, query: "eve" })).items)).toEqual(
    names.filter((name) => name === "Eve"),
  );
  const downloads = [
    await organisationUsers.download({ organisationId: ashgrove.id, show }),
    await organisationUsers.downloadSearch({ show }),
    await organisationUsers.downloadSearch({ show, query: "price" }),
  ];
  for (const { items, next } of downloads) expect([firstNames(items), next]).toEqual([names, null]);
  expect((await organisationUsers.downloadSearch({ show, query: "%" })).items).toEqual([]);
});

test("callers of earlier releases ask for those who have not signed in", async ({ api, db }) => {
  await createMembers(db, [await createOrganisation(db)]);
  const { search } = api.organisationUsers;

  expect(firstNames((await search({ notSignedIn: true })).items)).toEqual(shown.not_signed_in);
  await expect(search({ show: "nobody" as Show })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

/** Makes all people match a filter by time, or only so many. Returns their ids, in order. */
async function invitePeople(db: Database, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with people as (select id from organisation_users order by id limit ${count}), invited as (
      update person_states set invited_at = now() - interval '8 days' where id in (select id from people)
    )
    select id from people order by id
  `.execute(db);
  await sql`analyze person_states`.execute(db);
  return rows.map(({ id }) => id);
}

test.for([60, 1_300])("the pages of %i of 1,400 people have them in order", async (count, { api, db }) => {
  const school = await createOrganisation(db);
  await createOrganisationUsers(db, school, 1_400, megan);
  const invited = await invitePeople(db, count);
  const show = "invited_over_7_days_ago";
  const total = Math.min(count, 1_000);
  const pageCount = Math.ceil(total / 25);

  for (const list of [
    (page: number) => api.organisationUsers.search({ show, page }),
    (page: number) => api.organisationUsers.search({ show, page, query: "price" }),
    (page: number) => api.organisationUsers.list({ organisationId: school.id, show, page }),
  ]) {
    for (const page of [1, 2, Math.ceil(pageCount / 2), pageCount, pageCount + 1]) {
      const found = await list(page);

      expect(found).toMatchObject({ total, isMore: count > 1_000, page, pageCount });
      const end = Math.min(page * 25, total);
      expect(found.items.map(({ id }) => id)).toEqual(invited.slice((page - 1) * 25, end));
    }
  }
});

test("a download has all that a filter finds, in parts, and is logged once", async ({ resources, db }) => {
  await createSchools(db, 2);
  await createCrowd(db, { first: 1, last: 1_800, school: sql`1 + n % 2` });
  const { organisationUsers, activity } = callAs(resources, await createActor(db));
  const sizes = [];
  const ids = new Set<string>();

  for (let after: string | null | undefined; after !== null;) {
    const { items, next } = await organisationUsers.downloadSearch({ show: "not_signed_in", after });
    sizes.push(items.length);
    for (const { id } of items) ids.add(id);
    after = next;
  }

  expect(sizes).toEqual([500, 500, 200]);
  expect(ids.size).toBe(1_200);
  expect((await activity.list({})).items).toMatchObject([
    { kind: "downloaded", subject: null, organisation: null },
  ]);
});
