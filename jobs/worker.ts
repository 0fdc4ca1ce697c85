import { type ConstructorOptions, type Job, PgBoss } from "pg-boss";
import { poolSettings } from "../db/connections/settings.ts";
import { recordFailed } from "../server/emails/failed/failed.ts";
import { abandoned } from "../server/emails/sending/outcomes.ts";
import { abandonedQueue, type EmailJob } from "../server/emails/queue.ts";
import type { WorkerResources } from "../server/resources.ts";
import { workOnBulkChanges } from "./bulk-changes/work.ts";
import { batchSize, workOnEmails } from "./emails/email-jobs.ts";
import { openSender } from "./emails/sender.ts";
import { type Timings, usualTimings } from "./emails/timings.ts";
import { startSchedule } from "./schedule.ts";

/** The size of a worker's connection pool: one connection for each email that is being sent, and two for all else. */
export const workerConnections = 2 * batchSize + 2;

// In milliseconds. Longer than the time-out of a request to Notify, so that requests in progress can end.
const stopTimeout = 25_000;

// In milliseconds. The connection for LISTEN is not of a pool. It asks PostgreSQL now and then whether it still listens,
// and is opened again if there is no answer.
const listening = {
  notifyHeartbeatIntervalMs: 10_000,
  notifyHeartbeatTimeoutMs: 5_000,
  query_timeout: 10_000,
};

/**
 * Starts a worker, which sends queued emails and runs scheduled jobs. PostgreSQL's LISTEN/NOTIFY wakes it when a change
 * queues an email; it also polls every second for emails of bulk changes and for emails that are due again. Any number of
 * workers can run at once.
 *
 * @returns `stop`, which waits up to `stopTimeout` for the jobs in progress
 */
export async function startWorker(
  resources: WorkerResources,
  timings: Timings = usualTimings,
): Promise<{ stop: () => Promise<void> }> {
  const { environment, log } = resources;
  const boss = new PgBoss(queueOptions(environment.DATABASE_URL));
  boss.on("error", (err) => log.warn({ err }, "The queue failed"));
  await boss.start();
  const sender = openSender(resources, timings);
  await workOnEmails(boss, sender);
  await boss.work<EmailJob>(abandonedQueue, (jobs) => failAbandoned(resources, jobs));
  await workOnBulkChanges(boss, resources);
  await startSchedule(boss, resources);
  return {
    stop: async () => {
      for (const pause of Object.values(sender.pauses)) pause.stop();
      await boss.stop({ graceful: true, timeout: stopTimeout });
    },
  };
}

/** How a worker runs pg-boss: with nothing that makes tables, for which its role has no right. */
export function queueOptions(databaseUrl: string): ConstructorOptions {
  return {
    ...queueConnections(databaseUrl),
    migrate: false,
    persistQueueStats: false,
    useListenNotify: true,
    // How often to check for jobs whose heartbeat is overdue because their worker died; these are then retried.
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
  };
}

/**
 * The connections on which pg-boss fetches and completes jobs. They do not wait until a commit is on disk, which is most
 * of the time between a change's commit and the request to Notify: if PostgreSQL crashes, jobs of the last second may
 * run twice, and a second job for an email does not send it twice (specification, section 4, Sending).
 */
function queueConnections(url: string) {
  const settings = poolSettings(url, 4, { statement_timeout: 30_000, synchronous_commit: "off" });
  return { ...settings, ...listening }; // pg-boss hands all of this to its pool
}

async function failAbandoned({ db, log }: WorkerResources, jobs: Job<EmailJob>[]): Promise<void> {
  for (const { data } of jobs) {
    log.error({ emailId: data.emailId }, "An email was given up: its workers stopped or failed each time");
    await recordFailed(db, data.emailId, abandoned);
  }
}
