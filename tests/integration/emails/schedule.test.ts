import { PgBoss } from "pg-boss";
import { sql } from "kysely";
import { expect } from "vitest";
import { scheduledJobs, startSchedule } from "../../../jobs/schedule.ts";
import { createSession } from "../../records/sessions.ts";
import { test } from "../../fixtures/resources.ts";
import { countRows } from "../../readings/traces.ts";

test("scheduled jobs run in any worker", async ({ resources, db, database, onTestFinished }) => {
  const boss = new PgBoss({ connectionString: database.url, migrate: false });
  boss.on("error", (error) => {
    throw error;
  });
  await boss.start();
  onTestFinished(() => boss.stop({ graceful: false }));
  await createSession(resources);
  await sql`update sessions set last_seen_at = now() - interval '3 hours'`.execute(db);

  await boss.createQueue("sweep-sessions");
  await boss.send("sweep-sessions", {}); // a scheduled job that is already due: a worker checks the clock only twice a minute
  await startSchedule(boss, resources);

  const schedules = await boss.getSchedules();
  expect(schedules.map(({ name }) => name).toSorted()).toEqual(
    scheduledJobs.map(({ name }) => name).toSorted(),
  );
  await expect.poll(() => countRows(db, "sessions"), { timeout: 10_000 }).toBe(0);
});
