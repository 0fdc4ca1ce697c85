import { expect } from "vitest";
import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { mostStrangersPerDay } from "../../../../server/sign-in-problems/refused/record.ts";
import { test } from "../../../fixtures/resources.ts";
import { countRows } from "../../../readings/traces.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { readDay, readRefused } from "../../../records/refused-sign-ins.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const stranger = (number: number) => ({ ...eric, email: `stranger-${number}@example.com` });

/** Counts this many strangers for today, without storing them. */
const countStrangers = (db: Database, accounts: number) =>
  db
    .insertInto("refused_sign_in_days")
    .values({
      day: sql<Date>`(now() at time zone 'Europe/London')::date`,
      reason: "not_invited",
      attempts: accounts,
      accounts,
    })
    .execute();

test("however often one account tries, also at once, it is one row", async ({ db }) => {
  await Promise.all(numbers(100).map(() => recogniseOnly(db, identityOf(eric, "dsi-eric"))));

  expect(await readRefused(db)).toMatchObject([{ count: 100 }]);
  expect(await readDay(db, "not_invited")).toEqual({ attempts: 100, accounts: 1 });
});

test("of strangers who try at once, the limit of the day is stored and all are counted", async ({ db }) => {
  await countStrangers(db, mostStrangersPerDay - 3);

  await Promise.all(
    numbers(12).map((number) => recogniseOnly(db, identityOf(stranger(number), `dsi-${number}`))),
  );

  expect(await countRows(db, "refused_sign_ins")).toBe(3);
  expect(await readDay(db, "not_invited")).toEqual({
    attempts: mostStrangersPerDay + 9,
    accounts: mostStrangersPerDay,
  });
});

test("beyond the limit, a stored account still counts, and every other reason is stored", async ({ db }) => {
  await recogniseOnly(db, identityOf(eric, "dsi-eric"));
  await sql`update refused_sign_in_days set accounts = ${mostStrangersPerDay}`.execute(db);
  await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });

  await recogniseOnly(db, identityOf(eric, "dsi-eric"));
  await recogniseOnly(db, identityOf(stranger(1), "dsi-1"));
  await recogniseOnly(db, identityOf(megan, "dsi-2"));

  expect(await readRefused(db)).toMatchObject([
    { reason: "not_invited", count: 2 },
    { reason: "linked_account", count: 1 },
  ]);
});
