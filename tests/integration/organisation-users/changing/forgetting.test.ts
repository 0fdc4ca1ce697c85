import { sql } from "kysely";
import { describe, expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { scheduledJobs } from "../../../../jobs/schedule.ts";
import { forgetFormerUsers } from "../../../../server/organisation-users/former/forget.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, type Details, eric, megan } from "../../../records/people.ts";
import { callAs, test, withVariables } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Creates a user without a membership, as if this many days ago. */
async function createFormer(db: Database, details: Details, days: number) {
  const user = await createOrganisationUser(db, details);
  await db
    .updateTable("organisation_users")
    .set({ created_at: daysAgo(days) })
    .where("id", "=", user.id)
    .execute();
  return user;
}

async function remaining(db: Database) {
  const users = await db.selectFrom("organisation_users").select("email").orderBy("email").execute();
  return users.map(({ email }) => email);
}

/** A log row with an old date. It has to be inserted so, because the log cannot be updated. */
function logged(userId: string, days: number) {
  return {
    at: daysAgo(days),
    action: "edited" as const,
    actor_kind: "organisation_user" as const,
    actor_id: userId,
    actor_name: "Megan Price",
    subject_kind: "organisation_user" as const,
    subject_id: userId,
    subject_name: "Megan Price",
    subject_email: megan.email,
    changes: { email: { from: "old@example.com", to: megan.email } },
  };
}

test("a former user is deleted after the retention period, with their names in the log", async ({ db }) => {
  const { id } = await createFormer(db, megan, 1000);
  await createFormer(db, eric, 700);
  await db.insertInto("activity").values(logged(id, 731)).execute();
  const email = {
    kind: "organisation_user_added" as const,
    recipient: megan.email,
    organisation_user_id: id,
  };
  await db.insertInto("emails").values(email).execute();

  expect(await forgetFormerUsers(db, 730)).toBe(1);

  expect(await remaining(db)).toEqual([eric.email]);
  expect(await readActivity(db)).toMatchObject([
    { action: "edited", subjectId: id, name: null, subject: null, address: null, changes: null },
  ]);
  expect(await db.selectFrom("emails").select("recipient").execute()).toEqual([{ recipient: null }]);
  expect(await forgetFormerUsers(db, 730)).toBe(0);
});

test("the scheduled job uses the configured period", async ({ resources, db }) => {
  await createFormer(db, megan, 32);
  await createFormer(db, eric, 29);
  const job = scheduledJobs.find(({ name }) => name === "forget-former-users");

  await job?.run(withVariables(resources, { PERSONAL_DATA_RETENTION_DAYS: "30" }));

  expect(await remaining(db)).toEqual([eric.email]);
});

describe("keeps a user", () => {
  test("with a membership", async ({ db }) => {
    const organisation = await createOrganisation(db);
    const { id } = await createFormer(db, megan, 1000);
    await db.insertInto("memberships").values({ organisation_id: organisation.id, user_id: id }).execute();

    expect(await forgetFormerUsers(db, 730)).toBe(0);
  });

  test("who has signed in since", async ({ db }) => {
    const { id } = await createFormer(db, megan, 1000);
    const signIn = { dfe_sign_in_id: "dsi-megan", last_signed_in_at: daysAgo(729) };
    await db.updateTable("organisation_users").set(signIn).where("id", "=", id).execute();

    expect(await forgetFormerUsers(db, 730)).toBe(0);
  });

  test("who was removed since, according to the log", async ({ db }) => {
    const { id } = await createFormer(db, megan, 1000);
    await db.insertInto("activity").values(logged(id, 729)).execute();

    expect(await forgetFormerUsers(db, 730)).toBe(0);
    expect(await readActivity(db)).toMatchObject([{ name: "Megan Price", subject: "Megan Price" }]);
  });

  test("who is being added at the same moment", async ({ resources, db }) => {
    const { id: organisationId } = await createOrganisation(db);
    await createFormer(db, megan, 1000);
    const api = callAs(resources, await createActor(db));

    const [added, forgotten] = await Promise.all([
      api.organisationUsers.add({ organisationId, ...megan }),
      forgetFormerUsers(db, 730),
    ]);

    // The person was either deleted and added again, or kept; never added and then deleted.
    expect([0, 1]).toContain(forgotten);
    expect((await api.organisationUsers.list({ organisationId })).items).toMatchObject([{ id: added.id }]);
  });
});

describe("the log is append-only", () => {
  test.for([
    ["delete", sql`delete from activity`],
    ["truncate", sql`truncate activity`],
    ["update", sql`update activity set action = 'removed'`],
    ["blanking without the job's setting", sql`update activity set subject_name = null`],
  ] as const)("against %s", async ([, statement], { db }) => {
    await db.insertInto("activity").values(logged("11111111-1111-4111-8111-111111111111", 1)).execute();

    await expect(statement.execute(db)).rejects.toThrow("the activity log is append-only");
  });

  test.for([
    ["another name", sql`update activity set subject_name = 'Somebody else'`],
    ["another address", sql`update activity set subject_email = 'else@example.com'`],
    ["another time", sql`update activity set at = now()`],
    ["another change", sql`update activity set changes = '{}'`],
    ["delete", sql`delete from activity`],
  ] as const)("even while names are blanked: %s", async ([, statement], { db }) => {
    await db.insertInto("activity").values(logged("11111111-1111-4111-8111-111111111111", 1)).execute();

    const blanking = db.transaction().execute(async (trx) => {
      await sql`set local console.blanking = 'on'`.execute(trx);
      await statement.execute(trx);
    });

    await expect(blanking).rejects.toThrow("the activity log is append-only");
  });
});
