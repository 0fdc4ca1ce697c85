import type { PgBoss } from "pg-boss";
import { requeueEmails } from "../server/emails/requeue.ts";
import { blankOldRecipients } from "../server/emails/retention.ts";
import { forgetFormerUsers } from "../server/organisation-users/forget.ts";
import { sweepRateLimits } from "../server/rate-limits/rate-limits.ts";
import type { Services } from "../server/services.ts";
import { sweepSessions } from "../server/sign-in/sessions.ts";

/** Something that the worker does by the clock. `cron` is in London's time. */
type ScheduledJob = { name: string; cron: string; run: (services: Services) => Promise<unknown> };

/** All that happens by the clock: one line each, calling a function of the domain that it belongs to. */
export const scheduledJobs: ScheduledJob[] = [
  {
    name: "sweep-sessions",
    cron: "*/10 * * * *",
    run: ({ db, environment }) => sweepSessions(db, environment.SESSION_IDLE_MINUTES),
  },
  { name: "sweep-rate-limits", cron: "*/10 * * * *", run: ({ db }) => sweepRateLimits(db) },
  { name: "requeue-emails", cron: "*/10 * * * *", run: requeueEmails },
  { name: "blank-old-recipients", cron: "10 3 * * *", run: blankOldRecipients },
  {
    name: "forget-former-users",
    cron: "40 3 * * *",
    run: ({ db, environment }) => forgetFormerUsers(db, environment.PERSONAL_DATA_RETENTION_DAYS),
  },
];

/** Sets the clock for every scheduled job, and works on those that are due; of several workers one does. */
export async function startSchedule(boss: PgBoss, services: Services): Promise<void> {
  for (const { name, cron, run } of scheduledJobs) {
    await boss.createQueue(name, { retryLimit: 3, retryDelay: 60 });
    await boss.schedule(name, cron, null, { tz: "Europe/London" });
    await boss.work(name, { pollingIntervalSeconds: 30 }, async () => {
      await run(services);
      services.log.info({ job: name }, "Did a scheduled job");
    });
  }
}
