import { findQueuedEmail, postponeEmail } from "../../server/emails/records.ts";
import { queueEmailJob } from "../../server/emails/queue.ts";
import { attemptEmail } from "./attempt.ts";
import { withEmailLock } from "./email-lock.ts";
import type { Sender } from "./sender.ts";

/**
 * Does the job of one email (specification, section 4, Sending). Where the email has to wait, it queues the next job.
 *
 * @throws {Error} only when our own side fails, such as the database; pg-boss then repeats the job
 */
export async function sendEmail(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings } = sender;
  const hadLock = await withEmailLock(db, emailId, (connection) =>
    attemptUntilAnswered({ ...sender, db: connection }, emailId),
  );
  if (!hadLock) await queueEmailJob(db, queue, emailId, new Date(Date.now() + timings.locked));
}

/** Repeats the attempt while Notify limits the rate, after a pause each time, until the job runs out of time. */
async function attemptUntilAnswered(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings, pause } = sender;
  const deadline = Date.now() + timings.pause.timeout;
  for (;;) {
    if (!(await pause.wait(deadline))) return postponeEmail(db, queue, emailId, { inMs: pause.left });
    const email = await findQueuedEmail(db, emailId);
    // A postponed email has another job, at the time when it is due.
    if (email === undefined || email.isPostponed) return;
    if ((await attemptEmail(sender, email)) === "done") return;
    pause.begin();
  }
}
