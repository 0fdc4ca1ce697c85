import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { findQueuedEmail, postponeEmail } from "../../server/emails/records.ts";
import { queueEmailJob } from "../../server/emails/queue.ts";
import { attemptEmail } from "./attempt.ts";
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

/**
 * Locks an email against all other workers while an action runs. The lock belongs to the connection that the action
 * gets: if the worker dies, PostgreSQL releases it.
 *
 * @returns false when another worker has the lock; the action does not run then
 */
function withEmailLock(
  db: Database,
  emailId: string,
  action: (connection: Database) => Promise<void>,
): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    if (!(await tryLock(connection, emailId))) return false;
    try {
      await action(connection);
      return true;
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${emailId}, 0))`.execute(connection);
    }
  });
}

async function tryLock(connection: Database, emailId: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${emailId}, 0)) as locked
  `.execute(connection);
  return rows[0]?.locked === true;
}
