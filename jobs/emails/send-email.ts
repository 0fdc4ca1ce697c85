import { findNextEmail, type QueuedEmail } from "../../server/emails/sending/next-email.ts";
import { type EmailQueue, queueEmailJob } from "../../server/emails/queue.ts";
import { postponeBehind } from "../../server/emails/sending/records.ts";
import { attemptEmail } from "./attempt.ts";
import { type Job, withPersonLock } from "./person-lock.ts";
import { endOfDailyLimit } from "./pacing/sending-pause.ts";
import type { Sender } from "./sender.ts";

/**
 * Runs the job of one email, and queues a new job for later if the email has to wait (specification, section 4, Sending;
 * section 4, Order). A job from the queue of single emails sends all single emails to the person that are due, in order,
 * and first those of bulk changes that they must not overtake. A job from the other queue does the same for its own
 * email, but sends one email of a bulk change at most, for it has one turn.
 *
 * @throws {Error} only if the console itself fails, for example its database; pg-boss then retries the job
 */
export async function sendEmail(sender: Sender, from: EmailQueue, emailId: string): Promise<void> {
  const { db, timings } = sender;
  const rest = await withPersonLock(db, { emailId, from }, timings.locked, (connection, personId, job) =>
    sendInOrder({ ...sender, db: connection }, personId, job),
  );
  if (rest !== undefined) await queueForLater(sender, from, emailId, rest);
}

/** Queues a new job for an email, in the queue that its job came from, to start after some milliseconds. */
export async function queueForLater(
  { db, queue }: Sender,
  from: EmailQueue,
  emailId: string,
  inMs: number,
): Promise<void> {
  await queueEmailJob(db, queue, { emailId, to: from }, new Date(Date.now() + inMs));
}

/**
 * Settles queued emails to a person one after the other. An email waits if an earlier one about the same organisation
 * waits.
 *
 * @returns undefined if each was settled, or waits and has a job for later; else after how many milliseconds to
 * continue, because Notify limits the rate or the day, time or a turn is up, or another worker is sending one of the
 * emails
 */
async function sendInOrder(
  sender: Sender,
  personId: string,
  { emailId, from }: Job,
): Promise<number | undefined> {
  const { db, queue, timings } = sender;
  const isPaced = from === "bulk";
  const pause = sender.pauses[from];
  const deadline = Date.now() + timings.pause.timeout;
  const waiting: QueuedEmail[] = [];
  const seen: string[] = [];
  for (;;) {
    // The pause of emails of bulk changes can be long, and single emails to the person must not wait for the lock.
    if (Date.now() > deadline || !(await pause.wait(isPaced ? 0 : deadline))) return pause.left;
    const email = await findNextEmail(db, { personId, bulkEmailId: isPaced ? emailId : null, without: seen });
    if (email === undefined) return undefined;
    const earlier = waiting.find((one) => isAboutSame(one, email));
    const outcome = earlier === undefined ? await attemptEmail(sender, email) : "waits";
    if (earlier !== undefined) await postponeBehind(db, queue, email.id, earlier.id);
    if (outcome === "taken") return timings.locked;
    if (outcome === "limited") pause.begin();
    else if (outcome === "limited-today") pause.beginUntil(endOfDailyLimit(Date.now()));
    else {
      if (outcome === "sent") pause.reset();
      seen.push(email.id);
      if (outcome === "waits") waiting.push(email);
      if (email.isLast) return undefined;
      const usedTurn = isPaced && email.isBulk && earlier === undefined && !email.isPostponed;
      if (usedTurn) return email.id === emailId ? undefined : 0;
    }
  }
}

/** Whether two emails to one person are about the same organisation. An email about all counts for each. */
function isAboutSame(one: QueuedEmail, other: QueuedEmail): boolean {
  return (
    one.organisationId === null ||
    other.organisationId === null ||
    one.organisationId === other.organisationId
  );
}
