import { findNextEmail, type QueuedEmail } from "../../server/emails/sending/next-email.ts";
import { queueEmailJob } from "../../server/emails/queue.ts";
import { postponeBehind } from "../../server/emails/sending/records.ts";
import { attemptEmail } from "./attempt.ts";
import { withPersonLock } from "./person-lock.ts";
import { endOfDailyLimit } from "./sending-pause.ts";
import type { Sender } from "./sender.ts";

/**
 * Runs the job of one email: sends all emails to its person that are due, in order, and queues a new job for later if
 * the email has to wait (specification, section 4, Sending; section 4, Order).
 *
 * @throws {Error} only if the console itself fails, for example its database; pg-boss then retries the job
 */
export async function sendEmail(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings } = sender;
  const rest = await withPersonLock(db, emailId, timings.locked, (connection, personId) =>
    sendInOrder({ ...sender, db: connection }, personId),
  );
  if (rest !== undefined) await queueEmailJob(db, queue, emailId, new Date(Date.now() + rest));
}

/**
 * Settles the queued emails to a person one after the other. An email waits if an earlier one about the same
 * organisation waits.
 *
 * @returns undefined if each was settled, or waits and has a job for later; else after how many milliseconds to
 * continue, because Notify limits the rate or the day, time is up, or another worker is sending one of the emails
 */
async function sendInOrder(sender: Sender, personId: string): Promise<number | undefined> {
  const { db, queue, timings, pause } = sender;
  const deadline = Date.now() + timings.pause.timeout;
  const waiting: QueuedEmail[] = [];
  const seen: string[] = [];
  for (;;) {
    if (Date.now() > deadline || !(await pause.wait(deadline))) return pause.left;
    const email = await findNextEmail(db, personId, seen);
    if (email === undefined) return undefined;
    const earlier = waiting.find((one) => isAboutSame(one, email));
    const outcome = earlier === undefined ? await attemptEmail(sender, email) : "waits";
    if (earlier !== undefined) await postponeBehind(db, queue, email.id, earlier.id);
    if (outcome === "taken") return timings.locked;
    if (outcome === "limited") pause.begin();
    else if (outcome === "limited-today") pause.beginUntil(endOfDailyLimit(Date.now()));
    else {
      seen.push(email.id);
      if (outcome === "waits") waiting.push(email);
      if (email.isLast) return undefined;
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
