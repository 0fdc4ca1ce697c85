import { type Job, type JobResult, PgBoss } from "pg-boss";
import { recordFailed } from "../server/emails/failed/failed.ts";
import { abandonedQueue, type EmailJob, emailQueue } from "../server/emails/queue.ts";
import type { Resources } from "../server/resources.ts";
import { sendEmail } from "./emails/send-email.ts";
import { openSender, type Sender } from "./emails/sender.ts";
import { type Timings, usualTimings } from "./emails/timings.ts";
import { startSchedule } from "./schedule.ts";

/** How many emails one worker process sends at the same time. Each holds a database connection meanwhile. */
export const batchSize = 5;

// Longer than the time-out of a request to Notify, in milliseconds.
const stopTimeout = 25_000;

/**
 * Works on the email queue and the schedule. LISTEN/NOTIFY wakes it when a change commits; it also looks every second
 * for emails that are due again. Any number of workers can run at the same time.
 *
 * @returns `stop`, which finishes the jobs in progress first
 */
export async function startWorker(
  resources: Resources,
  timings: Timings = usualTimings,
): Promise<{ stop: () => Promise<void> }> {
  const { environment, log } = resources;
  const boss = new PgBoss({
    connectionString: environment.DATABASE_URL,
    migrate: false,
    useListenNotify: true,
    max: 4,
    // How soon the job of a killed worker is repeated, once its heartbeat is overdue.
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
  });
  boss.on("error", (err) => log.warn({ err }, "The queue failed"));
  await boss.start();
  const sender = openSender(resources, timings);
  await boss.work<EmailJob, unknown, typeof workOptions>(emailQueue, workOptions, (jobs) =>
    Promise.all(jobs.map((job) => runEmailJob(sender, job))),
  );
  await boss.work<EmailJob>(abandonedQueue, (jobs) => failAbandoned(resources, jobs));
  await startSchedule(boss, resources);
  return {
    stop: async () => {
      sender.pause.stop();
      await boss.stop({ graceful: true, timeout: stopTimeout });
    },
  };
}

const workOptions = {
  batchSize,
  perJobResults: true,
  burstWhenBatchFull: true,
  // LISTEN/NOTIFY does not tell of jobs that become due; polling finds them.
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

async function runEmailJob(sender: Sender, { id, data }: Job<EmailJob>): Promise<JobResult> {
  try {
    await sendEmail(sender, data.emailId);
    return { id, status: "completed" };
  } catch (err) {
    sender.log.error({ err, emailId: data.emailId }, "An email could not be worked on");
    return { id, status: "failed" };
  }
}

async function failAbandoned({ db, log }: Resources, jobs: Job<EmailJob>[]): Promise<void> {
  for (const { data } of jobs) {
    log.error({ emailId: data.emailId }, "An email was given up: its workers stopped or failed each time");
    await recordFailed(db, data.emailId, "The console could not send it");
  }
}
