import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { type Filters, findPage, isOneOf, type SearchedList } from "../../../server/search/find.ts";
import type { Condition } from "../../../server/search/matches.ts";
import { createCrowd, createSchools } from "../../records/crowd.ts";
import { createActor } from "../../records/people.ts";
import { callAs, test as base } from "../../fixtures/resources.ts";

/** The first 1,001 people whose words contain these, read without the index of a search. */
async function idsInOrder(db: Database, words: string[], filter: Condition): Promise<string[]> {
  const conditions = [filter, ...words.map((word) => sql`strpos(search_words, ${word}) > 0`)];
  const { rows } = await sql<{ id: string }>`
    select id from searched_people where ${sql.join(conditions, sql` and `)}
    order by first_name collate english, last_name collate english, id limit 1001
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** 4,000 people. 2,000 of them are called Zoe, the last in the list, and 1,000 Sarah, in several segments of it. */
const test = base.extend("crowd", async ({ db }) => {
  await createSchools(db, 50);
  await createCrowd(db, { first: 1, last: 4_000, school: sql`1 + n % 50` });
  await sql`
    update organisation_users set
      first_name = case when place > 3000 then first_name when place <= 2000 then 'Zoe' when place % 2 = 0 then 'Sarah' else 'sarah' end,
      last_name = case when email like '%7@example.com' then 'Λιάκου' else last_name end
    from (select id, row_number() over (order by email) as place from organisation_users) placed
    where organisation_users.id = placed.id and (place <= 3000 or email like '%7@example.com')
  `.execute(db);
  await sql`analyze searched_people`.execute(db);
  return db;
});

const people: SearchedList<{ id: string }> = {
  table: "searched_people",
  sortedBy: ["first_name", "last_name"],
  rows: (db, ids) =>
    db
      .selectFrom("searched_people")
      .select("id")
      .where(isOneOf(ids))
      .orderBy(sql`first_name collate english, last_name collate english, id`),
};

const everybody: Condition = sql`true`;
const notSignedIn: Condition = sql`last_signed_in_at is null`;

const everyPage = [1, 2, 13, 40];

/** The ways to search among those who meet a condition, and the pages to look at. */
const searches: { filter: Condition; ways: { filters: Filters; pages: number[] }[] }[] = [
  { filter: everybody, ways: [{ filters: { conditions: [everybody], by: "words" }, pages: everyPage }] },
  {
    filter: notSignedIn,
    ways: [
      { filters: { conditions: [notSignedIn], by: "words" }, pages: everyPage },
      { filters: { conditions: [notSignedIn], by: "conditions" }, pages: [2] },
      { filters: { conditions: [notSignedIn], by: "order" }, pages: [2] },
    ],
  },
];

const queries = [
  "e",
  "example",
  "example a",
  "zoe",
  "sarah",
  "sarah zoe",
  "sarah c",
  "zq",
  "co",
  "77",
  "zoe 77",
  "λ",
  "κου",
  "sarah λι",
  "1234examplecom",
  "zzz",
];

// In one test, because making the crowd takes longer than all searches.
test("a search finds the first 1,000 in order, and counts them", async ({ crowd }) => {
  for (const query of queries) {
    for (const { filter, ways } of searches) {
      const expected = await idsInOrder(crowd, query.split(" "), filter);

      const found = ways.flatMap(({ filters, pages }) => pages.map((page) => ({ filters, page })));
      for (const { filters, page } of found) {
        const { items, total, isMore } = await findPage(crowd, people, { query, page, filters });

        expect(
          { ids: items.map(({ id }) => id), total, isMore },
          `'${query}' by ${filters.by}, page ${page}`,
        ).toEqual({
          ids: expected.slice((page - 1) * 25, page * 25),
          total: Math.min(expected.length, 1_000),
          isMore: expected.length > 1_000,
        });
      }
    }
  }
});

test("the segments of both lists are in the order of the list", async ({ db }) => {
  for (const starts of ["organisations_starts", "searched_people_starts"]) {
    const { rows } = await sql`
      select start from (select start, lag(start) over (order by place) as before
        from unnest(${sql.ref(starts)}()) with ordinality starts (first, second, place), lateral (select row(first, second)::place_in_list as start) cast_to) starts
      where start <= before
    `.execute(db);
    expect(rows).toEqual([]);
  }
});

test("a search and a filter count to 1,000, a list counts all", async ({ crowd, resources }) => {
  const { search } = callAs(resources, await createActor(crowd)).organisationUsers;
  const count = async (input: Parameters<typeof search>[0]) => {
    const { total, isMore, pageCount } = await search(input);
    return { total, isMore, pageCount };
  };

  const cut = { total: 1_000, isMore: true, pageCount: 40 };
  expect(await count({ query: "example" })).toEqual(cut);
  expect(await count({ notSignedIn: true })).toEqual(cut);
  expect(await count({ query: "example", notSignedIn: true })).toEqual(cut);
  expect((await search({ notSignedIn: true, page: 40 })).items).toHaveLength(25);
  expect((await search({ notSignedIn: true, page: 41 })).items).toEqual([]);
  expect(await count({})).toEqual({ total: 4_000, isMore: false, pageCount: 160 });
});
