import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { scheduledJobs } from "../../../jobs/schedule.ts";
import { countPerformance } from "../../../server/performance/keeping/count.ts";
import { createEmail } from "../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../records/people.ts";
import { test, waitDays } from "./moved-clock.ts";
import { readAllTime, readNextDay, sendAll } from "./scene.ts";

/** All that is kept, apart from what waits to be counted. */
async function readKept(db: Database) {
  const figures = db.selectFrom("performance_figures").select([sql<string>`day::text`.as("day"), "grain"]);
  return figures
    .select(["figure", "item", "total"])
    .orderBy("grain")
    .orderBy("day")
    .orderBy("figure")
    .orderBy("item")
    .execute();
}

/** Makes the night's counting due again. */
const countAgain = (db: Database) =>
  sql`update performance_progress set counted_to = counted_to - 1, final_to = final_to - 1`.execute(db);

test("counting again gives the same figures, and so do two workers at once", async ({
  resources,
  db,
  api,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const { id: userId } = await api.organisationUsers.add({ organisationId, ...megan });
  await api.organisationUsers.add({ organisationId, ...eric });
  await sendAll(resources, "permanent-failure");
  await waitDays(db, 95);
  await api.organisationUsers.remove({ organisationId, userId });
  await readNextDay(db);
  const once = await readKept(db);
  expect(once).toContainEqual(expect.objectContaining({ grain: "month", figure: "removed", total: 1 }));

  await countAgain(db);
  await Promise.all([countPerformance(db), countPerformance(db), countPerformance(db)]);

  expect(await readKept(db)).toEqual(once);
});

test("a worker that is killed while it counts leaves the rest to the next one", async ({
  resources,
  db,
  api,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  await api.organisationUsers.add({ organisationId, ...megan });
  await sendAll(resources, "delivered");
  await waitDays(db, 1);
  let killed: Promise<unknown> | undefined;

  await db.transaction().execute(async (trx) => {
    await sql`lock table refused_sign_in_days`.execute(trx); // read after people, before emails
    killed = countPerformance(db).catch((error: unknown) => error);
    const counting = sql`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%refused_sign_in_days%'
    `;
    await expect.poll(async () => (await counting.execute(db)).rows.length).toBe(1);
    await sql`select pg_terminate_backend(pid) from (${counting}) counting`.execute(db);
    expect(await killed).toBeInstanceOf(Error);
  });
  expect(await readKept(db)).toEqual([]);
  await countPerformance(db);

  expect(await readAllTime(db)).toMatchObject({ added: { users: 1 }, emails: { sent: 1, delivered: 1 } });
});

test("what the release before does is counted too", async ({ db }) => {
  const organisation = await createOrganisation(db);
  const person = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const id = await createEmail(db, "organisation_user_added", { organisationUser: person, organisation });
  await sql`
    update emails set status = 'sent', notify_id = ${randomUUID()}, sent_at = now() where id = ${id}
  `.execute(db);
  await sql`
    update emails set status = 'failed', failed_at = now(), error = 'technical-failure' where id = ${id}
  `.execute(db);
  await db.deleteFrom("memberships").execute();
  await db
    .insertInto("activity")
    .values({
      actor_kind: "system",
      action: "removed",
      subject_kind: "organisation_user",
      subject_id: person.id,
    })
    .execute();

  expect(await readNextDay(db)).toMatchObject({
    months: [{ added: 0, removed: 1 }],
    emails: { sent: 1, delivered: 0, failed: 1, cancelled: 0 },
    failedEmails: [{ reason: "GOV.UK Notify had a technical problem", emails: 1 }],
  });
});

test("a receipt's times cannot be before the email", async ({ resources, db, api }) => {
  const { id: organisationId } = await createOrganisation(db);
  await api.organisationUsers.add({ organisationId, ...megan });
  await sendAll(resources, "sent");
  await sql`update emails set status = 'delivered', delivered_at = '0001-01-01 BC'`.execute(db);

  expect(await readNextDay(db)).toMatchObject({ from: "2026-02-10", emails: { delivered: 1 } });
});

test("nights without a worker are made up for", async ({ db, api }) => {
  const { id: organisationId } = await createOrganisation(db);
  await api.organisationUsers.add({ organisationId, ...megan });
  await countPerformance(db);
  await waitDays(db, 80);
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  await waitDays(db, 150);

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, signedIn: 1 },
    firstSignIn: { medianDays: 80 },
  });
});

test("a worker counts when it starts, and soon after midnight", () => {
  expect(scheduledJobs.find(({ name }) => name === "count-performance")).toMatchObject({
    cron: "*/10 * * * *",
    atStart: true,
  });
});
