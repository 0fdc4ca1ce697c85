import { sql } from "kysely";
import { expect } from "vitest";
import { queueEmailJob } from "../../../../server/emails/queue.ts";
import { scheduledJobs } from "../../../../jobs/schedule.ts";
import { requeueEmails } from "../../../../server/emails/upkeep.ts";
import { inviteMegan } from "../../../records/emails.ts";
import { test } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

test("an email whose job is missing gets another, once", async ({ resources, db }) => {
  const { id } = await inviteMegan(db);

  expect(await requeueEmails(resources)).toBe(1);
  expect(await requeueEmails(resources)).toBe(0);

  expect((await readTraces(db)).jobs).toEqual([{ emailId: id }]);
});

test.for(["created", "retry", "active"])(
  "an email whose job is '%s' gets no other",
  async (state, { resources, db }) => {
    const { id } = await inviteMegan(db);
    await queueEmailJob(db, resources.queue, { emailId: id, to: "single" }, new Date(Date.now() + 60_000));
    await sql`update pgboss.job set state = ${state}`.execute(db);

    expect(await requeueEmails(resources)).toBe(0);
  },
);

test.for(["completed", "failed", "cancelled"])(
  "an email whose job is '%s' gets another",
  async (state, { resources, db }) => {
    const { id } = await inviteMegan(db);
    await queueEmailJob(db, resources.queue, { emailId: id, to: "single" });
    await sql`update pgboss.job set state = ${state}`.execute(db);

    expect(await requeueEmails(resources)).toBe(1);
  },
);

test("sent, failed and cancelled emails get no job", async ({ resources, db }) => {
  await inviteMegan(db);
  await db.updateTable("emails").set({ status: "cancelled", cancelled_at: new Date() }).execute();

  expect(await requeueEmails(resources)).toBe(0);
});

test("runs on a schedule", () => {
  expect(scheduledJobs.find(({ run }) => run === requeueEmails)?.cron).toBe("*/10 * * * *");
});
