import type { PgBoss } from "pg-boss";
import { blankEarlierNames } from "../server/activity/blanking.ts";
import { warnOfEnds } from "../server/api-tokens/list.ts";
import { deleteDetails, resumeBulkChanges, sweepUnstarted } from "../server/bulk-changes/upkeep.ts";
import { blankOldRecipients, deleteOldEmails } from "../server/emails/retention.ts";
import { requeueEmails } from "../server/emails/upkeep.ts";
import { sweepIdempotencyKeys } from "../server/idempotency/keys.ts";
import { forgetFormerUsers } from "../server/organisation-users/former/forget.ts";
import { countPerformance } from "../server/performance/keeping/count.ts";
import { sweepRateLimits } from "../server/procedures/rate-limits.ts";
import type { WorkerResources } from "../server/resources.ts";
import { deleteOldRefusals } from "../server/sign-in-problems/refused/retention.ts";
import { sweepSessions } from "../server/sign-in/sessions/sessions.ts";
import { forgetRemovedSupportUsers } from "../server/support-users/forget.ts";
import { lookUpReceipts } from "./emails/receipt-look-ups.ts";

/** `cron`: when the job runs, in London time. */
type ScheduledJob = {
  name: string;
  cron: string;
  run: (resources: WorkerResources) => Promise<unknown>;
  /** Whether a worker also runs it when it starts. */
  atStart?: boolean;
};

/** All jobs that run at fixed times. */
export const scheduledJobs: ScheduledJob[] = [
  {
    name: "sweep-sessions",
    cron: "*/10 * * * *",
    run: ({ db, environment }) => sweepSessions(db, environment.SESSION_IDLE_MINUTES),
  },
  { name: "sweep-rate-limits", cron: "*/10 * * * *", run: ({ db }) => sweepRateLimits(db) },
  { name: "sweep-idempotency-keys", cron: "25 * * * *", run: ({ db }) => sweepIdempotencyKeys(db) },
  { name: "warn-of-api-tokens", cron: "0 8 * * *", run: warnOfEnds },
  { name: "look-up-receipts", cron: "*/10 * * * *", run: lookUpReceipts },
  { name: "requeue-emails", cron: "*/10 * * * *", run: requeueEmails },
  // It does nothing after the first time each day: so an outage or a release at night only delays it.
  { name: "count-performance", cron: "*/10 * * * *", run: ({ db }) => countPerformance(db), atStart: true },
  { name: "resume-bulk-changes", cron: "* * * * *", run: resumeBulkChanges },
  { name: "sweep-bulk-changes", cron: "15 * * * *", run: ({ db }) => sweepUnstarted(db) },
  {
    name: "delete-bulk-change-details",
    cron: "20 3 * * *",
    run: ({ db, environment }) => deleteDetails(db, environment.BULK_CHANGE_RETENTION_DAYS),
  },
  { name: "blank-old-recipients", cron: "10 3 * * *", run: blankOldRecipients },
  {
    name: "delete-refused-sign-ins",
    cron: "20 3 * * *",
    run: ({ db, environment }) => deleteOldRefusals(db, environment.REFUSED_SIGN_IN_RETENTION_DAYS),
  },
  {
    name: "forget-former-users",
    cron: "40 3 * * *",
    run: ({ db, environment }) => forgetFormerUsers(db, environment.PERSONAL_DATA_RETENTION_DAYS),
  },
  {
    name: "forget-removed-support-users",
    cron: "45 3 * * *",
    run: ({ db, environment }) => forgetRemovedSupportUsers(db, environment.PERSONAL_DATA_RETENTION_DAYS),
  },
  {
    name: "delete-old-emails",
    cron: "0 4 * * *",
    run: ({ db, environment }) => deleteOldEmails(db, environment.PERSONAL_DATA_RETENTION_DAYS),
  },
  {
    name: "blank-earlier-names",
    cron: "50 3 * * *",
    run: ({ db, environment }) => blankEarlierNames(db, environment.PERSONAL_DATA_RETENTION_DAYS),
  },
];

/** Schedules all jobs and runs those that are due. If there are several workers, only one of them runs a due job. */
export async function startSchedule(boss: PgBoss, resources: WorkerResources): Promise<void> {
  for (const { name, cron, run, atStart } of scheduledJobs) {
    await boss.createQueue(name, { retryLimit: 3, retryDelay: 60 });
    await boss.schedule(name, cron, null, { tz: "Europe/London" });
    if (atStart) await boss.send(name, {});
    await boss.work(name, { pollingIntervalSeconds: 30 }, async () => {
      await run(resources);
      resources.log.info({ job: name }, "Did a scheduled job");
    });
  }
}
