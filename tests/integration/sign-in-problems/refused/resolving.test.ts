import { expect } from "vitest";
import { sql } from "kysely";
import { scheduledJobs } from "../../../../jobs/schedule.ts";
import { test } from "../../../fixtures/resources.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import {
  createOrganisationUser,
  createSupportUser,
  earlier,
  eric,
  megan,
  priya,
} from "../../../records/people.ts";
import { readRefused, refuse } from "../../../records/refused-sign-ins.ts";

const isResolved = async (db: Parameters<typeof readRefused>[0]) =>
  (await readRefused(db)).map(({ resolvedAt }) => resolvedAt !== null);

test("a later sign-in of the same account resolves its problems, whatever their address", async ({ db }) => {
  await refuse(db, { ...megan, email: "other@example.com" }, "dsi-megan");
  await refuse(db, eric);
  await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db)] });

  await recogniseOnly(db, identityOf(megan, "dsi-megan"));

  expect(await isResolved(db)).toEqual([true, false]);
});

test("a later sign-in with the same address resolves it, unless the address is not confirmed", async ({
  db,
}) => {
  await refuse(db, priya, "dsi-other");
  const { id } = await createSupportUser(
    db,
    { ...priya, email: "p@education.gov.uk" },
    { dfeSignInId: "dsi-1" },
  );

  await recogniseOnly(db, identityOf(priya, "dsi-1", { emailVerified: false }));
  expect(await isResolved(db)).toEqual([false]);

  expect(await recogniseOnly(db, identityOf(priya, "dsi-1"))).toMatchObject({ id });
  expect(await isResolved(db)).toEqual([true]);
});

test("a sign-in of the linked account does not resolve that another one tried", async ({ db }) => {
  const organisations = [await createOrganisation(db)];
  await createOrganisationUser(db, megan, { organisations, dfeSignInId: "dsi-megan" });
  await refuse(db, megan, "dsi-other");

  await recogniseOnly(db, identityOf(megan, "dsi-megan"));

  expect(await isResolved(db)).toEqual([false]);
});

test("signing in without an organisation resolves nothing", async ({ db }) => {
  await refuse(db, megan);
  await createOrganisationUser(db, megan);

  await recogniseOnly(db, identityOf(megan, `dsi-${megan.email}`));

  expect(await isResolved(db)).toEqual([false, false]);
});

test("when two records become one, refused sign-ins are about the person", async ({ db }) => {
  const organisations = [await createOrganisation(db)];
  const person = await createOrganisationUser(db, megan, { organisations, dfeSignInId: "dsi-megan" });
  const other = await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric" });
  await refuse(db, eric, "dsi-other");
  expect(await readRefused(db)).toMatchObject([{ reason: "linked_account", organisationUser: other.id }]);

  await recogniseOnly(db, identityOf(eric, "dsi-megan"));

  expect(await readRefused(db)).toMatchObject([{ organisationUser: person.id }]);
});

test("the clock deletes refused sign-ins, REFUSED_SIGN_IN_RETENTION_DAYS after the last try", async ({
  resources,
  db,
}) => {
  for (const details of [eric, megan]) await refuse(db, details);
  const age = (interval: string, email: string) =>
    sql`
      update refused_sign_ins set first_at = ${earlier}, last_at = now() - ${interval}::interval where email = ${email}
    `.execute(db);
  await age("30 days 1 minute", eric.email);
  await age("29 days 23 hours", megan.email);

  await scheduledJobs.find(({ name }) => name === "delete-refused-sign-ins")?.run(resources);

  expect(await readRefused(db)).toMatchObject([{ email: megan.email }]);
});
