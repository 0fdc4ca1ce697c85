import { type Job, type JobResult, PgBoss } from "pg-boss";
import { recordFailed } from "../server/emails/failed/failed.ts";
import type { Resources } from "../server/resources.ts";
import { openNotify } from "./emails/notify.ts";
import { Pause } from "./emails/pause.ts";
import { abandonedQueue, type EmailJob, emailQueue } from "../server/emails/queue.ts";
import { startSchedule } from "./schedule.ts";
import { sendEmail, type Sender } from "./emails/send-email.ts";
import { type Timings, usualTimings } from "./emails/timings.ts";

/** Emails that one worker process is at at a time; each holds a database connection meanwhile. */
export const batchSize = 5;

/** A stop waits longer than a request to Notify may take. */
const stopPatience = 25_000;

/**
 * Works on the queue: woken by LISTEN/NOTIFY the moment a change commits, and every second for what is due again.
 * Any number of workers may do so at once.
 *
 * @returns a stop that finishes what it holds
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
    // A worker that was killed is missed as soon as its heartbeat is overdue.
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
  });
  boss.on("error", (err) => log.warn({ err }, "The queue met an error"));
  await boss.start();
  const pause = new Pause(timings.pause);
  const sender: Sender = { ...resources, notify: openNotify(environment, timings.request), timings, pause };
  await boss.work<EmailJob, unknown, typeof workOptions>(emailQueue, workOptions, (jobs) =>
    Promise.all(jobs.map((job) => workOn(sender, job))),
  );
  await boss.work<EmailJob>(abandonedQueue, (jobs) => giveUp(resources, jobs));
  await startSchedule(boss, resources);
  return {
    stop: async () => {
      pause.stop();
      await boss.stop({ graceful: true, timeout: stopPatience });
    },
  };
}

const workOptions = {
  batchSize,
  perJobResults: true,
  burstWhenBatchFull: true,
  // What is due again is not notified: this is how soon it begins.
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

async function workOn(sender: Sender, { id, data }: Job<EmailJob>): Promise<JobResult> {
  try {
    await sendEmail(sender, data.emailId);
    return { id, status: "completed" };
  } catch (err) {
    sender.log.error({ err, emailId: data.emailId }, "An email could not be worked on");
    return { id, status: "failed" };
  }
}

async function giveUp({ db, log }: Resources, jobs: Job<EmailJob>[]): Promise<void> {
  for (const { data } of jobs) {
    log.error({ emailId: data.emailId }, "An email was given up: its workers stopped or failed each time");
    await recordFailed(db, data.emailId, "The console could not send it");
  }
}
