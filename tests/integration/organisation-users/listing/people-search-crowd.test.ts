import { sql } from "kysely";
import { expect } from "vitest";
import { matching, pageOfPeople } from "../../../../server/organisation-users/search.ts";
import { createCrowd, createSchools } from "../../../records/crowd.ts";
import { test } from "../../../fixtures/resources.ts";

test("a search among 100,000 people uses the index", { timeout: 60_000 }, async ({ db }) => {
  await createSchools(db, 1_000);
  await createCrowd(db, { first: 1, last: 100_000, school: sql`1 + n % 1000` });
  for (const query of ["eao", "12345@", "xyz"]) {
    const people = matching(db, { query, notSignedIn: false });
    const plan = JSON.stringify(await pageOfPeople(db, people, 0).explain("json"));
    expect(plan, query).toContain("organisation_users_search_text");
  }
});
