import type { Job, JobResult, PgBoss } from "pg-boss";
import { type EmailJob, emailQueues } from "../../server/emails/queue.ts";
import { takeTurns } from "./pacing/turns.ts";
import { queueForLater, sendEmail } from "./send-email.ts";
import type { Sender } from "./sender.ts";

/**
 * How many emails of each queue one worker process sends at the same time. Each occupies a database connection while it
 * is sent.
 */
export const batchSize = 8;

const workOptions = {
  batchSize,
  perJobResults: true,
  burstWhenBatchFull: true,
  // LISTEN/NOTIFY announces new jobs, but not that the start time of a postponed job has come. Polling finds those.
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

/** Works on the jobs of both queues, each in a loop of its own. */
export async function workOnEmails(boss: PgBoss, sender: Sender): Promise<void> {
  await boss.work<EmailJob, unknown, typeof workOptions>(emailQueues.single, workOptions, (jobs) =>
    Promise.all(jobs.map((job) => runJob(sender, job, () => sendEmail(sender, "single", job.data.emailId)))),
  );
  await boss.work<EmailJob, unknown, typeof workOptions>(emailQueues.bulk, workOptions, (jobs) =>
    sendInTurn(sender, jobs),
  );
}

/**
 * Runs jobs of the emails of bulk changes, each at its turn (specification, section 11, Emails). Jobs of one person run
 * one after the other, because only one of them can have the lock. A job whose email is settled takes no turn.
 */
async function sendInTurn(sender: Sender, jobs: Job<EmailJob>[]): Promise<JobResult[]> {
  const { db, timings, log, pauses } = sender;
  if (!(await pauses.bulk.wait(Date.now() + timings.pause.timeout))) {
    return Promise.all(jobs.map((job) => runJob(sender, job, () => queueBehindPause(sender, job))));
  }
  const emailIds = jobs.map(({ data }) => data.emailId);
  const taken = await takeTurns(db, emailIds, timings.spacing).catch((err: unknown) => {
    log.error({ err }, "Emails of bulk changes got no turn");
    throw err;
  });
  const turns = new Map(taken.map((turn) => [turn.emailId, turn]));
  const perPerson = Map.groupBy(jobs, ({ id, data }) => turns.get(data.emailId)?.personId ?? id);
  const results = [...perPerson.values()].map(async (group) => {
    const done: JobResult[] = [];
    for (const job of group) {
      const turn = turns.get(job.data.emailId);
      done.push(await runJob(sender, job, async () => turn && sendAtTurn(sender, job, turn.at)));
    }
    return done;
  });
  return (await Promise.all(results)).flat();
}

async function sendAtTurn(sender: Sender, job: Job<EmailJob>, at: number): Promise<void> {
  if (await sender.pauses.bulk.waitUntil(at)) await sendEmail(sender, "bulk", job.data.emailId);
  else await queueBehindPause(sender, job);
}

function queueBehindPause(sender: Sender, { data }: Job<EmailJob>): Promise<void> {
  return queueForLater(sender, "bulk", data.emailId, sender.pauses.bulk.left);
}

/** Runs a job. If that fails, pg-boss retries it. */
async function runJob(
  { log }: Sender,
  { id, data }: Job<EmailJob>,
  run: () => Promise<void>,
): Promise<JobResult> {
  try {
    await run();
    return { id, status: "completed" };
  } catch (err) {
    log.error({ err, emailId: data.emailId }, "An email could not be worked on");
    return { id, status: "failed" };
  }
}
