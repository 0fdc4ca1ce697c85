import { PgBoss } from "pg-boss";
import { sql } from "kysely";
import { expect } from "vitest";
import { sweepRegularly } from "../../jobs/sweep-sessions.ts";
import { createSession } from "../factories/sessions.ts";
import { test } from "../factories/services.ts";
import { countRows } from "../factories/traces.ts";

test("a scheduled job sweeps, in whichever worker", async ({ services, db, database, onTestFinished }) => {
  const boss = new PgBoss({ connectionString: database.url, migrate: false });
  boss.on("error", (error) => {
    throw error;
  });
  await boss.start();
  onTestFinished(() => boss.stop({ graceful: false }));
  await createSession(services);
  await sql`update sessions set last_seen_at = now() - interval '3 hours'`.execute(db);

  await sweepRegularly(boss, services);

  expect(await boss.getSchedules()).toMatchObject([{ name: "sweep-sessions", cron: "*/10 * * * *" }]);
  await boss.send("sweep-sessions", {}); // what the schedule does
  await expect.poll(() => countRows(db, "sessions"), { timeout: 10_000 }).toBe(0);
});
