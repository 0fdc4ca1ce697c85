import { type Job, type JobResult, PgBoss } from "pg-boss";
import type { Services } from "../server/services.ts";
import { openNotify } from "./notify.ts";
import { type EmailJob, emailQueue } from "./queues.ts";
import { startSchedule } from "./schedule.ts";
import { sendEmail } from "./send-email.ts";

/** Emails that one worker process is at at a time; each holds a database connection meanwhile. */
const batchSize = 5;

/**
 * Works on the queue: woken by LISTEN/NOTIFY the moment a change commits, and every second for what is due again.
 *
 * @returns a stop that finishes what it holds
 */
export async function startWorker(services: Services): Promise<{ stop: () => Promise<void> }> {
  const { environment, log } = services;
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
  await boss.work<EmailJob, unknown, typeof workOptions>(emailQueue, workOptions, (jobs) =>
    Promise.all(jobs.map((job) => workOn(services, openNotify(environment), job))),
  );
  await startSchedule(boss, services);
  return { stop: () => boss.stop({ graceful: true, timeout: 25_000 }) };
}

const workOptions = {
  batchSize,
  perJobResults: true,
  burstWhenBatchFull: true,
  // Retries are not notified: this is how soon one that is due begins.
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

async function workOn(
  { db, environment, log }: Services,
  notify: ReturnType<typeof openNotify>,
  { id, data }: Job<EmailJob>,
): Promise<JobResult> {
  try {
    await sendEmail(db, notify, environment, data.emailId);
    return { id, status: "completed" };
  } catch (err) {
    log.warn({ err, emailId: data.emailId }, "An email could not be sent yet");
    return { id, status: "failed" };
  }
}
