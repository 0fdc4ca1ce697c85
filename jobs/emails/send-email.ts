import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../db/database.ts";
import {
  findQueuedEmail,
  postponeEmail,
  type QueuedEmail,
  recordAttempt,
  recordCancelled,
  recordAttemptError,
  recordSent,
} from "../../server/emails/records.ts";
import { recordFailed } from "../../server/emails/failed/failed.ts";
import { personalise, userTextFields } from "../../server/emails/personalisation.ts";
import { isSuperseded } from "../../server/emails/superseded.ts";
import { templateId } from "../../server/emails/kinds.ts";
import type { Environment } from "../../server/environment.ts";
import type { Log } from "../../server/log.ts";
import { queueEmailJob } from "../../server/emails/queue.ts";
import { type Email, type Notify, NotifyError } from "./notify.ts";
import type { Pause } from "./pause.ts";
import type { Timings } from "./timings.ts";

/** What one worker sends with. */
export type Sender = {
  db: Database;
  queue: PgBoss;
  notify: Notify;
  environment: Environment;
  log: Log;
  timings: Timings;
  pause: Pause;
};

/**
 * Does what an email's record needs next, and queues the job for what comes after that (specification, section 4). While one worker is
 * at an email no other is: the lock is the connection's, and goes with it.
 *
 * @throws {Error} only where our own side fails, such as the database; the queue then repeats the job
 */
export async function sendEmail(sender: Sender, emailId: string): Promise<void> {
  await sender.db.connection().execute(async (db) => {
    if (!(await tryLock(db, emailId))) {
      const later = new Date(Date.now() + sender.timings.busy);
      return queueEmailJob(db, sender.queue, emailId, later);
    }
    try {
      await sendLocked({ ...sender, db }, emailId);
    } finally {
      await unlock(db, emailId);
    }
  });
}

/** Tries once; and again, here and now, for as long as Notify says that there were too many. */
async function sendLocked(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings, pause } = sender;
  const giveWay = Date.now() + timings.pause.patience;
  for (;;) {
    const mayGoOn = await pause.wait(giveWay - Date.now());
    if (!mayGoOn) return postponeEmail(db, queue, emailId, { inMs: pause.left });
    const email = await findQueuedEmail(db, emailId);
    // A postponed one has a job of its own for when it is due.
    if (email === undefined || email.isPostponed) return;
    if ((await tryOnce(sender, email)) !== "limited") return;
    pause.begin();
  }
}

async function tryOnce(sender: Sender, email: QueuedEmail): Promise<"done" | "limited"> {
  try {
    await attempt(sender, email);
    return "done";
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error;
    return handleFailure(sender, email, error);
  }
}

/** Asks Notify about an earlier attempt before it makes one; its time is committed before the request. */
async function attempt(sender: Sender, email: QueuedEmail): Promise<void> {
  const { db, queue, notify, timings, pause } = sender;
  if (email.sinceAttempt !== null) {
    // Without a word beside it, its worker died: it may still be on its way, or turn up late.
    const isUnsettled = email.error === null && email.sinceAttempt < untilSettled(timings);
    if (isUnsettled) return postponeEmail(db, queue, email.id, { afterAttempt: untilSettled(timings) });
    const accepted = await notify.find(email.id);
    if (accepted !== undefined) return recordSent(db, email.id, accepted);
  }
  const message = await compose(sender, email);
  if (message === undefined) return recordCancelled(db, email.id);
  if (!(await recordAttempt(db, email.id))) return;
  await recordSent(db, email.id, await notify.send(message));
  pause.reset();
}

/** What is to be sent, or nothing where that is not wanted any more. */
async function compose({ db, environment }: Sender, email: QueuedEmail): Promise<Email | undefined> {
  const { recipient } = email;
  if (recipient === null || (await isSuperseded(db, { ...email, recipient }))) return undefined;
  const personalisation = await personalise(db, environment, { ...email, recipient });
  if (personalisation === undefined) return undefined;
  return {
    templateId: templateId(environment, email.kind),
    to: recipient,
    reference: email.id,
    personalisation,
    sanitiseContentFor: userTextFields.filter((field) => field in personalisation),
  };
}

async function handleFailure(
  { db, queue, timings, log }: Sender,
  { id, retries }: QueuedEmail,
  { outcome, message }: NotifyError,
): Promise<"done" | "limited"> {
  const isFinal = outcome === "refused" || (outcome !== "limited" && retries >= timings.maxRetries);
  log.warn({ emailId: id, outcome, reason: message, isFinal }, "Notify did not take an email");
  if (isFinal) {
    await recordFailed(db, id, message);
  } else if (outcome === "limited") {
    await recordAttemptError(db, id, message);
    return "limited";
  } else {
    const afterAttempt = outcome === "unknown" ? untilSettled(timings) : 0;
    await postponeEmail(db, queue, id, { inMs: timings.backoff(retries), afterAttempt, failure: message });
  }
  return "done";
}

const untilSettled = ({ request, settling }: Timings) => request + settling;

async function tryLock(db: Database, emailId: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${emailId}, 0)) as locked
  `.execute(db);
  return rows[0]?.locked === true;
}

async function unlock(db: Database, emailId: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${emailId}, 0))`.execute(db);
}
