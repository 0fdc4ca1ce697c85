import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import {
  findQueuedEmail,
  type QueuedEmail,
  recordAttempt,
  recordCancelled,
  recordFailed,
  recordRefusal,
  recordSent,
} from "../server/emails/email-records.ts";
import { personalise, typedFields } from "../server/emails/personalisation.ts";
import { isSuperseded } from "../server/emails/superseded.ts";
import { type Environment, templateId } from "../server/environment.ts";
import { type Notify, NotifyError, notifyTimeout } from "./notify.ts";

/** How long after its time-out an attempt without an answer may still turn up at Notify, in milliseconds. */
const settlingTime = 30_000;

/** A job that cannot be done yet; the queue tries it again. */
export class TryLater extends Error {
  override name = "TryLater";
}

/**
 * Sends one email, once (SPEC §4). The time of the attempt is committed before the request, and while one worker is at
 * an email no other is.
 *
 * @throws {TryLater | NotifyError} where the queue should try again
 */
export async function sendEmail(
  db: Database,
  notify: Notify,
  environment: Environment,
  emailId: string,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    if (!(await tryLock(connection, emailId))) throw new TryLater("Another worker is at this email");
    try {
      const email = await findQueuedEmail(connection, emailId);
      if (email) await send(connection, notify, environment, email);
    } finally {
      await unlock(connection, emailId);
    }
  });
}

async function send(
  db: Database,
  notify: Notify,
  environment: Environment,
  email: QueuedEmail,
): Promise<void> {
  const { recipient } = email;
  const accepted = await findAccepted(notify, email);
  if (accepted) return recordSent(db, email.id, accepted);
  const subject = recipient === null ? undefined : { ...email, recipient };
  if (!subject || (await isSuperseded(db, subject))) return recordCancelled(db, email.id);
  const personalisation = await personalise(db, environment, subject);
  if (!personalisation) return recordCancelled(db, email.id);
  await recordAttempt(db, email.id);
  try {
    const notifyId = await notify.send({
      templateId: templateId(environment, email.kind),
      to: subject.recipient,
      reference: email.id,
      personalisation,
      sanitiseContentFor: typedFields.filter((field) => field in personalisation),
    });
    await recordSent(db, email.id, notifyId);
  } catch (error) {
    await recordOutcome(db, email, error);
  }
}

/** What Notify made of an earlier attempt that got no answer. */
async function findAccepted(
  notify: Notify,
  { id, attemptedAt, error }: QueuedEmail,
): Promise<string | undefined> {
  const isUnknown = attemptedAt !== null && error === null;
  if (!isUnknown) return undefined;
  const settled = attemptedAt.getTime() + notifyTimeout + settlingTime;
  if (Date.now() < settled) throw new TryLater("An attempt without an answer may still turn up");
  return notify.find(id);
}

async function recordOutcome(db: Database, email: QueuedEmail, error: unknown): Promise<void> {
  if (!(error instanceof NotifyError) || error.outcome === "unknown") throw error;
  if (error.outcome === "refused") return recordFailed(db, email, error.message);
  await recordRefusal(db, email.id, error.message);
  throw error;
}

async function tryLock(connection: Database, emailId: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${emailId}, 0)) as locked
  `.execute(connection);
  return rows[0]?.locked === true;
}

async function unlock(connection: Database, emailId: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${emailId}, 0))`.execute(connection);
}
