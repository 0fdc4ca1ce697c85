import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import {
  createOrganisationUser,
  createSupportUser,
  earlier,
  megan,
  priya,
  tom,
} from "../../../records/people.ts";
import { test } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";

const kinds = [
  { kind: "support_user", table: "support_users", person: priya, create: createSupportUser },
  { kind: "organisation_user", table: "organisation_users", person: megan, create: createOrganisationUser },
] as const;

function readUser(db: Database, table: "support_users" | "organisation_users") {
  return db
    .selectFrom(table)
    .select(["id", "first_name as firstName", "last_name as lastName", "email"])
    .select(["dfe_sign_in_id as dfeSignInId", "last_signed_in_at as lastSignedInAt"])
    .executeTakeFirstOrThrow();
}

test.for(kinds)(
  "1. a $kind with a stored id matches by id; the time is stored, nothing is logged",
  async (one, { db }) => {
    const user = await one.create(db, one.person, { dfeSignInId: "dsi-1" });

    expect(await recogniseOnly(db, identityOf(one.person, "dsi-1"))).toEqual({ kind: one.kind, id: user.id });

    const stored = await readUser(db, one.table);
    expect(stored).toMatchObject({ ...user, dfeSignInId: "dsi-1" });
    expect(stored.lastSignedInAt?.getTime()).toBeGreaterThan(earlier.getTime());
    expect(await readActivity(db)).toEqual([]);
  },
);

test.for(kinds)(
  "2. a $kind without a stored id matches by address, and it is their first sign-in",
  async (one, { db }) => {
    const user = await one.create(db, one.person);

    expect(await recogniseOnly(db, identityOf(one.person, "dsi-1"))).toEqual({ kind: one.kind, id: user.id });

    const stored = await readUser(db, one.table);
    expect(stored).toMatchObject({ ...user, dfeSignInId: "dsi-1" });
    expect(stored.lastSignedInAt?.getTime()).toBeGreaterThan(earlier.getTime());
    const name = `${one.person.firstName} ${one.person.lastName}`;
    expect(await readActivity(db)).toEqual([
      {
        by: one.kind,
        name,
        action: "first_signed_in",
        subjectId: user.id,
        kind: one.kind,
        subject: name,
        address: user.email,
        organisation: null,
        changes: null,
      },
    ]);
  },
);

test.for(kinds)(
  "3. an address with another id does not match, and the mismatch of the $kind is logged",
  async (one, { db }) => {
    const user = await one.create(db, one.person, { dfeSignInId: "dsi-1" });

    expect(await recogniseOnly(db, identityOf(one.person, "dsi-2"))).toBeNull();

    expect(await readUser(db, one.table), "a stored id is never replaced").toEqual({
      ...user,
      dfeSignInId: "dsi-1",
      lastSignedInAt: earlier,
    });
    expect(await readActivity(db)).toMatchObject([
      { by: "system", name: null, action: "sign_in_mismatch", subjectId: user.id, kind: one.kind },
    ]);
  },
);

test("an unknown person has no access and stores nothing", async ({ db }) => {
  await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });

  expect(await recogniseOnly(db, identityOf(tom, "dsi-tom"))).toBeNull();

  expect(await readActivity(db)).toEqual([]);
});

test("the id takes priority over the address", async ({ db }) => {
  const known = await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });
  const invited = { ...megan, email: "invited@example.com" };
  await createOrganisationUser(db, invited);

  const recognised = await recogniseOnly(db, identityOf(invited, "dsi-megan"));

  expect(recognised).toEqual({ kind: "organisation_user", id: known.id });
});

test.for(kinds)("a $kind with an unverified address does not match in step 2", async (one, { db }) => {
  const user = await one.create(db, one.person);

  expect(await recogniseOnly(db, identityOf(one.person, "dsi-1", { emailVerified: false }))).toBeNull();

  expect(await readUser(db, one.table)).toEqual({ ...user, dfeSignInId: null, lastSignedInAt: null });
  expect(await readActivity(db)).toEqual([]);
});

test.for(kinds)(
  "a $kind with an unverified address matches in step 1, without taking the address",
  async (one, { db }) => {
    const user = await one.create(db, one.person, { dfeSignInId: "dsi-1" });
    const identity = identityOf(one.person, "dsi-1", { email: "new@education.gov.uk", emailVerified: false });

    expect(await recogniseOnly(db, identity)).toEqual({ kind: one.kind, id: user.id });

    expect(await readUser(db, one.table)).toMatchObject(user);
    expect(await readActivity(db)).toEqual([]);
  },
);

test("a person who is both kinds of user signs in as a support user", async ({ db }) => {
  const person = { ...priya };
  await createOrganisationUser(db, person);
  const support = await createSupportUser(db, person);

  const first = await recogniseOnly(db, identityOf(person, "dsi-priya"));
  const second = await recogniseOnly(db, identityOf(person, "dsi-priya"));

  expect([first, second]).toEqual([1, 2].map(() => ({ kind: "support_user", id: support.id })));
  expect(await readUser(db, "organisation_users")).toMatchObject({ dfeSignInId: null, lastSignedInAt: null });
});

test("a removed support user does not match, by id or by address", async ({ db }) => {
  await createSupportUser(db, priya, { dfeSignInId: "dsi-priya", removedAt: earlier });
  await createSupportUser(db, tom, { removedAt: earlier });

  expect(await recogniseOnly(db, identityOf(priya, "dsi-priya"))).toBeNull();
  expect(await recogniseOnly(db, identityOf(tom, "dsi-tom"))).toBeNull();
  expect(await readActivity(db)).toEqual([]);
});

test("a removed support user's id can be linked to a new record", async ({ db }) => {
  await createSupportUser(db, priya, { dfeSignInId: "dsi-priya", removedAt: earlier });
  const again = await createSupportUser(db, priya);

  const recognised = await recogniseOnly(db, identityOf(priya, "dsi-priya"));

  expect(recognised).toEqual({ kind: "support_user", id: again.id });
  expect(await readActivity(db)).toMatchObject([{ action: "first_signed_in", subjectId: again.id }]);
});

test("a removed support user who is also an organisation user signs in as that", async ({ db }) => {
  await createSupportUser(db, priya, { dfeSignInId: "dsi-priya", removedAt: earlier });
  const user = await createOrganisationUser(db, priya);

  expect(await recogniseOnly(db, identityOf(priya, "dsi-priya"))).toEqual({
    kind: "organisation_user",
    id: user.id,
  });
});
