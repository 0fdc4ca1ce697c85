import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { findIds, type Searched } from "../../../server/search/find.ts";
import type { Plan } from "../../../server/search/plan.ts";
import { createCrowd, createSchools } from "../../records/crowd.ts";
import { createActor } from "../../records/people.ts";
import { callAs, test as base } from "../../fixtures/resources.ts";

/** The first 1,000 people whose words contain these, read without an index of the search. */
async function idsInOrder(db: Database, words: string[]): Promise<string[]> {
  const conditions = words.map((word) => sql`strpos(search_words, ${word}) > 0`);
  const { rows } = await sql<{ id: string }>`
    select id from person_words where ${sql.join(conditions, sql` and `)}
    order by first_name collate english, last_name collate english, id limit 1000
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** 6,000 people. The 2,000 called Zoe are the last in the list. */
const test = base.extend("crowd", async ({ db }) => {
  await createSchools(db, 50);
  await createCrowd(db, { first: 1, last: 6_000, school: sql`1 + n % 50` });
  await sql`
    update organisation_users set first_name = 'Zoe'
    where id in (select id from organisation_users order by email limit 2000)
  `.execute(db);
  await sql`analyze person_words`.execute(db);
  return db;
});

const people: Searched = { table: "person_words", sortedBy: ["first_name", "last_name"] };

const ways: Record<string, Plan> = {
  "reads all in order": { pageInOrder: true, countInOrder: true, lookUp: [] },
  "reads the page in order": { pageInOrder: true, countInOrder: false, lookUp: ["looked up"] },
  "looks all up": { pageInOrder: false, countInOrder: false, lookUp: ["looked up"] },
};

test.for([
  ["e"],
  ["example"],
  ["example", "a"],
  ["zoe"],
  ["zq"],
  ["77"],
  ["zoe", "77"],
  ["1234examplecom"],
  ["zzz"],
])("whichever way a search for %j goes, it finds the first 1,000 in order", async (words, { crowd }) => {
  const expected = await idsInOrder(crowd, words);

  for (const [way, { lookUp, ...inOrder }] of Object.entries(ways)) {
    const plan = { ...inOrder, lookUp: lookUp.length > 0 ? words.slice(0, 1) : [] };
    for (const page of [1, 2, 40]) {
      const { ids, total } = await findIds(crowd, people, { words, page, conditions: [] }, plan);

      expect(ids, way).toEqual(expected.slice((page - 1) * 25, page * 25));
      expect(Math.min(total, 1_000), way).toBe(expected.length);
    }
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
  expect(await count({})).toEqual({ total: 6_000, isMore: false, pageCount: 240 });
});
