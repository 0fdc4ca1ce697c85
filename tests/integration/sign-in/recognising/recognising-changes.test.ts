import { expect } from "vitest";
import type { Identity } from "../../../../server/sign-in/match.ts";
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
import { test } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";

const first = { dfeSignInId: "dsi-1" };
const columns = ["first_name as firstName", "last_name as lastName", "email"] as const;
const newEmail = (email: string) => ({ email: { from: megan.email, to: email } });

test("the address and name follow DfE Sign-in, and changes are logged", async ({ db }) => {
  const user = await createOrganisationUser(db, megan, first);
  const married = { firstName: "Megan", lastName: "Lloyd", email: "megan.lloyd@example.com" };

  expect(await recogniseOnly(db, identityOf(married, "dsi-1"))).toEqual({
    kind: "organisation_user",
    id: user.id,
  });

  const stored = db.selectFrom("organisation_users").select(columns);
  expect(await stored.executeTakeFirst()).toEqual(married);
  expect(await readActivity(db)).toMatchObject([
    {
      by: "organisation_user",
      name: "Megan Lloyd",
      action: "edited",
      subjectId: user.id,
      changes: { ...newEmail(married.email), lastName: { from: "Price", to: "Lloyd" } },
    },
  ]);
});

test("if the new address is in use, the old one is kept, the sign-in succeeds, and it is logged", async ({
  db,
}) => {
  const user = await createOrganisationUser(db, megan, first);
  const organisations = [await createOrganisation(db)];
  await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric", organisations });
  const identity = identityOf({ ...megan, email: eric.email }, "dsi-1");

  expect(await recogniseOnly(db, identity)).toEqual({ kind: "organisation_user", id: user.id });

  const stored = db
    .selectFrom("organisation_users")
    .select([...columns, "dfe_sign_in_id", "last_signed_in_at"]);
  const [one, other] = await stored.orderBy("email", "desc").execute();
  expect(one).toMatchObject({ ...megan, dfe_sign_in_id: "dsi-1" });
  expect(one?.last_signed_in_at?.getTime()).toBeGreaterThan(earlier.getTime());
  expect(other).toEqual({ ...eric, dfe_sign_in_id: "dsi-eric", last_signed_in_at: earlier });
  expect(await readActivity(db)).toMatchObject([
    { action: "sign_in_mismatch", subjectId: user.id, changes: newEmail(eric.email) },
  ]);
});

test.for(["", "no address", "megan@example", "mégan@example.com"])(
  "if the new address is invalid, %j, the old one is kept, the sign-in succeeds, and it is logged",
  async (email, { db }) => {
    const user = await createOrganisationUser(db, megan, first);

    const recognised = await recogniseOnly(db, identityOf({ ...megan, email }, "dsi-1"));

    expect(recognised).toEqual({ kind: "organisation_user", id: user.id });
    expect(await db.selectFrom("organisation_users").select(columns).execute()).toEqual([megan]);
    expect(await readActivity(db)).toMatchObject([{ action: "sign_in_mismatch", changes: newEmail(email) }]);
  },
);

test("a support user's address follows DfE Sign-in", async ({ db }) => {
  await createSupportUser(db, priya, first);
  const email = "priya.nair-shah@education.gov.uk";

  expect(await recogniseOnly(db, identityOf({ ...priya, email }, "dsi-1"))).toMatchObject({
    kind: "support_user",
  });

  expect(await db.selectFrom("support_users").select("email").execute()).toEqual([{ email }]);
});

test("if another support user has the new address, the old one is kept, and the sign-in succeeds", async ({
  db,
}) => {
  const user = await createSupportUser(db, priya, first);
  await createSupportUser(db, tom, { dfeSignInId: "dsi-tom" });

  const recognised = await recogniseOnly(db, identityOf({ ...priya, email: tom.email }, "dsi-1"));

  expect(recognised).toEqual({ kind: "support_user", id: user.id });
  const emails = await db.selectFrom("support_users").select("email").orderBy("email").execute();
  expect(emails).toEqual([{ email: priya.email }, { email: tom.email }]);
});

test("another support user can take a removed support user's address", async ({ db }) => {
  await createSupportUser(db, priya, first);
  await createSupportUser(db, tom, { removedAt: earlier });

  await recogniseOnly(db, identityOf({ ...priya, email: tom.email }, "dsi-1"));

  const current = db.selectFrom("support_users").select("email").where("removed_at", "is", null);
  expect(await current.execute()).toEqual([{ email: tom.email }]);
});

test.for(["priya.nair@example.com", "priya@sub.education.gov.uk"])(
  "a support user without a DfE address, %s, has no access, and it is logged",
  async (email, { db }) => {
    const user = await createSupportUser(db, priya, first);
    await createOrganisationUser(db, { ...priya, email });

    expect(await recogniseOnly(db, identityOf({ ...priya, email }, "dsi-1"))).toBeNull();

    const stored = db.selectFrom("support_users").select([...columns, "dfe_sign_in_id", "last_signed_in_at"]);
    expect(await stored.execute()).toEqual([
      { ...priya, dfe_sign_in_id: "dsi-1", last_signed_in_at: earlier },
    ]);
    expect(await readActivity(db)).toMatchObject([
      {
        action: "sign_in_mismatch",
        subjectId: user.id,
        changes: { email: { from: priya.email, to: email } },
      },
    ]);
  },
);

test("the same sign-in that cannot be used is logged once in 24 hours", async ({ db }) => {
  const user = await createOrganisationUser(db, megan, first);
  const signIn = (email: string, sub = "dsi-1") => recogniseOnly(db, identityOf({ ...megan, email }, sub));

  for (const email of ["no address", "no address", "megan@example", "no address"]) await signIn(email);
  for (const sub of ["dsi-2", "dsi-2"]) await signIn(megan.email, sub);
  const mismatches = [newEmail("no address"), newEmail("megan@example"), null];
  expect((await readActivity(db)).map(({ changes }) => changes)).toEqual(mismatches);

  const entry = {
    action: "sign_in_mismatch",
    actor_kind: "system",
    subject_kind: "organisation_user",
  } as const;
  const dayAgo = new Date(Date.now() - 86_400_000);
  const changes = newEmail("mégan@example.com");
  await db
    .insertInto("activity")
    .values({ ...entry, subject_id: user.id, changes, at: dayAgo })
    .execute();
  await signIn("mégan@example.com");
  expect(await readActivity(db)).toHaveLength(5);
});

test.for<[string, Partial<Identity>, { firstName: string; lastName: string }]>([
  ["tidied", { givenName: " Meg\t", familyName: "  Pri\u0301ce" }, { firstName: "Meg", lastName: "Príce" }],
  ["not where it gives none", { givenName: undefined, familyName: undefined }, megan],
  ["not where it is empty", { givenName: "", familyName: " " }, megan],
  ["not where it is too long", { givenName: "a".repeat(101), familyName: "b".repeat(101) }, megan],
  ["not where it hides something", { givenName: "Me\u0000g", familyName: "Pri\u202Ece" }, megan],
  ["each half for itself", { givenName: "Meg", familyName: "" }, { firstName: "Meg", lastName: "Price" }],
])("each sign-in takes the name from DfE Sign-in: %s", async ([, given, { firstName, lastName }], { db }) => {
  const readNames = () => db.selectFrom("organisation_users").select(columns).executeTakeFirstOrThrow();
  const user = await createOrganisationUser(db, megan);

  await recogniseOnly(db, identityOf(megan, "dsi-1", given));
  expect(await readNames(), "at the first sign-in").toMatchObject({ firstName, lastName });

  const reset = { first_name: megan.firstName, last_name: megan.lastName };
  await db.updateTable("organisation_users").set(reset).where("id", "=", user.id).execute();
  await recogniseOnly(db, identityOf(megan, "dsi-1", given));
  expect(await readNames(), "and at a later one").toMatchObject({ firstName, lastName });
});
