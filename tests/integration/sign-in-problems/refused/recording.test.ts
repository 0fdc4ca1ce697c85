import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import type { Identity } from "../../../../server/sign-in/match.ts";
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
  tom,
} from "../../../records/people.ts";
import { readDay, readRefused } from "../../../records/refused-sign-ins.ts";

type Case = {
  reason: string;
  identity: Identity;
  /** Creates those who are there, and returns the user that the reason is about. */
  prepare: (db: Database) => Promise<{ supportUser?: string; organisationUser?: string }>;
};

const nobody = () => Promise.resolve({});
const cases: Record<string, Case> = {
  "an unconfirmed address, although it is linked to another account": {
    reason: "unconfirmed_address",
    identity: identityOf(megan, "dsi-other", { emailVerified: false }),
    prepare: async (db) => {
      await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });
      return {};
    },
  },
  "an address linked to another account": {
    reason: "linked_account",
    identity: identityOf(megan, "dsi-other"),
    prepare: async (db) => {
      const { id } = await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });
      return { organisationUser: id };
    },
  },
  "a support user's address linked to another account": {
    reason: "linked_account",
    identity: identityOf(priya, "dsi-other"),
    prepare: async (db) => ({
      supportUser: (await createSupportUser(db, priya, { dfeSignInId: "dsi-1" })).id,
    }),
  },
  "a support user who has left the Department for Education": {
    reason: "not_departmental",
    identity: identityOf({ ...priya, email: "priya@example.com" }, "dsi-priya"),
    prepare: async (db) => ({
      supportUser: (await createSupportUser(db, priya, { dfeSignInId: "dsi-priya" })).id,
    }),
  },
  "a removed support user, by id": {
    reason: "removed_support_user",
    identity: identityOf({ ...priya, email: "priya@example.com" }, "dsi-priya"),
    prepare: async (db) => {
      const removed = { dfeSignInId: "dsi-priya", removedAt: earlier };
      return { supportUser: (await createSupportUser(db, priya, removed)).id };
    },
  },
  "a removed support user, by address": {
    reason: "removed_support_user",
    identity: identityOf(priya, "dsi-new"),
    prepare: async (db) => ({ supportUser: (await createSupportUser(db, priya, { removedAt: earlier })).id }),
  },
  "an organisation user without an organisation": {
    reason: "no_organisation",
    identity: identityOf(megan, "dsi-megan"),
    prepare: async (db) => ({ organisationUser: (await createOrganisationUser(db, megan)).id }),
  },
  "nobody who was invited": {
    reason: "not_invited",
    identity: identityOf(eric, "dsi-eric"),
    prepare: nobody,
  },
};

test.for(Object.entries(cases))("stores %s", async ([, { reason, identity, prepare }], { db }) => {
  const about = { supportUser: null, organisationUser: null, ...(await prepare(db)) };

  await recogniseOnly(db, identity);

  expect(await readRefused(db)).toEqual([
    {
      ...{ email: identity.email, givenName: identity.givenName, familyName: identity.familyName },
      ...{ reason, count: 1, ...about, resolvedAt: null, invitedAt: null },
    },
  ]);
  expect(await readDay(db, "not_invited")).toEqual(
    reason === "not_invited" ? { attempts: 1, accounts: 1 } : undefined,
  );
});

test("a further try counts, takes the new name, and opens the problem again", async ({ db }) => {
  await recogniseOnly(db, identityOf(eric, "dsi-eric"));
  await db
    .updateTable("refused_sign_ins")
    .set({
      resolved_at: earlier,
      invited_at: earlier,
      invited_by_kind: "support_user",
      invited_by_name: "Tom",
    })
    .execute();

  await recogniseOnly(db, identityOf({ ...eric, firstName: "Rick" }, "dsi-eric"));

  const [{ first_at: firstAt, last_at: lastAt } = { first_at: earlier, last_at: earlier }, ...others] =
    await db.selectFrom("refused_sign_ins").select(["first_at", "last_at"]).execute();
  expect(others).toEqual([]);
  expect(lastAt.getTime()).toBeGreaterThan(firstAt.getTime());
  expect(await readRefused(db)).toMatchObject([
    { givenName: "Rick", count: 2, resolvedAt: null, invitedAt: null },
  ]);
});

test("another address, and another reason, of one account are rows of their own", async ({ db }) => {
  await recogniseOnly(db, identityOf(eric, "dsi-eric"));
  await recogniseOnly(db, identityOf({ ...eric, email: "eric@example.org" }, "dsi-eric"));
  await recogniseOnly(db, identityOf(eric, "dsi-eric", { emailVerified: false }));

  expect(await readRefused(db)).toMatchObject([
    { email: eric.email, reason: "not_invited" },
    { email: "eric@example.org", reason: "not_invited" },
    { email: eric.email, reason: "unconfirmed_address" },
  ]);
});

test.for([
  ["as it came, in capitals", "Eric.BLANC@Example.com", "Eric.BLANC@Example.com"],
  ["without control characters", "eric\u0000@example.com\n", "eric @example.com"],
  ["at most 320 characters of it", `${"é".repeat(500)}@example.com`, "é".repeat(320)],
  ["if it is empty", "", ""],
])("the address is stored %s", async ([, sent, stored], { db }) => {
  const name = `${"N".repeat(200)}\u0000`;
  const identity = identityOf({ ...eric, email: "eric.blanc@example.com" }, "dsi-eric", { givenName: name });

  await recogniseOnly(db, { ...identity, sentEmail: sent });

  expect(await readRefused(db)).toMatchObject([{ email: stored, givenName: "N".repeat(100) }]);
});

test("a person who has an organisation is not stored, nor is a support user", async ({ db }) => {
  await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db)] });
  await createSupportUser(db, tom);

  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  await recogniseOnly(db, identityOf(tom, "dsi-tom"));

  expect(await readRefused(db)).toEqual([]);
});
