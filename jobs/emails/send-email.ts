import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { findQueuedEmail, postponeEmail } from "../../server/emails/records.ts";
import { queueEmailJob } from "../../server/emails/queue.ts";
import { attemptEmail } from "./attempt.ts";
import type { Sender } from "./sender.ts";

/**
 * Runs the job of one email: tries to send it and, if the email has to wait, queues a new job for later (specification,
 * section 4, Sending).
 *
 * @throws {Error} only if the console itself fails, for example its database; pg-boss then retries the job
 */
export async function sendEmail(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings } = sender;
  const hadLock = await withEmailLock(db, emailId, (connection) =>
    attemptUntilAnswered({ ...sender, db: connection }, emailId),
  );
  if (!hadLock) await queueEmailJob(db, queue, emailId, new Date(Date.now() + timings.locked));
}

/** Tries again after a pause as long as Notify limits the rate. Postpones the email when the job runs out of time. */
async function attemptUntilAnswered(sender: Sender, emailId: string): Promise<void> {
  const { db, queue, timings, pause } = sender;
  const deadline = Date.now() + timings.pause.timeout;
  for (;;) {
    if (!(await pause.wait(deadline))) return postponeEmail(db, queue, emailId, { inMs: pause.left });
    const email = await findQueuedEmail(db, emailId);
    // A postponed email has another job, which starts when the email is due.
    if (email === undefined || email.isPostponed) return;
    if ((await attemptEmail(sender, email)) === "done") return;
    pause.begin();
  }
}

/**
 * Locks an email while `action` runs, so that no other job works on it. The lock belongs to the database connection
 * that `action` is given: if the worker dies, the connection closes and PostgreSQL releases the lock.
 *
 * @returns false if the email is locked already; `action` is then not called
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
