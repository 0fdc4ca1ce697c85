import { sql } from "kysely";
import { expect } from "vitest";
import { demonstrationPeople, loadDemonstration } from "../../../db/demonstration/demonstration.ts";
import { test } from "../../fixtures/resources.ts";

test("people in demonstration data that an earlier release loaded can still sign in", async ({
  resources,
  db,
}) => {
  const { DATABASE_URL } = resources.environment;
  const priya = demonstrationPeople
    .flatMap(({ people }) => people)
    .find(({ givenName }) => givenName === "Priya");
  const megan = demonstrationPeople
    .flatMap(({ people }) => people)
    .find(({ givenName }) => givenName === "Megan");
  expect(await loadDemonstration(DATABASE_URL)).toBe(true);
  for (const table of ["support_users", "organisation_users"] as const) {
    await db
      .updateTable(table)
      .set({ dfe_sign_in_id: sql<string>`'demonstration:' || split_part(email, '@', 1)` })
      .where("dfe_sign_in_id", "is not", null)
      .execute();
  }

  expect(await loadDemonstration(DATABASE_URL)).toBe(false);

  const support = db
    .selectFrom("support_users")
    .select("email")
    .where("dfe_sign_in_id", "=", priya?.sub ?? "");
  expect(await support.execute()).toEqual([{ email: "priya.nair@education.gov.uk" }]);
  const user = db
    .selectFrom("organisation_users")
    .select("email")
    .where("dfe_sign_in_id", "=", megan?.sub ?? "");
  expect(await user.execute()).toEqual([{ email: "megan.price@example.com" }]);
});
