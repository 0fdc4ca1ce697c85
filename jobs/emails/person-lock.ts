import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { EmailQueue } from "../../server/emails/queue.ts";
import { isToPerson } from "../../server/emails/sending/next-email.ts";

/** The email of a job, and the queue that the job came from. */
export type Job = { emailId: string; from: EmailQueue };

/** Works on a person's emails. Returns after how many milliseconds to continue; undefined if all is done. */
type Action = (connection: Database, personId: string, job: Job) => Promise<number | undefined>;

/**
 * Runs `action` while no other job works on an email to the same person (specification, section 4, Order). The lock
 * belongs to the database connection that `action` is given: if the worker dies, the connection closes and PostgreSQL
 * releases the lock. If a single email to the person is due afterwards, `action` runs again as for a job of the queue of
 * single emails, because the job of that email may have found the person locked.
 *
 * @param ifLocked what to return if another job has the lock; `action` is then not called
 * @returns what `action` returned last, if not undefined; undefined also if the email does not wait to be sent
 */
export function withPersonLock(
  db: Database,
  job: Job,
  ifLocked: number,
  action: Action,
): Promise<number | undefined> {
  return db.connection().execute(async (connection) => {
    const person = await lockPersonOf(connection, job.emailId);
    if (person === undefined) return undefined;
    let { isLocked } = person;
    let { from } = job;
    let rest = isLocked ? undefined : ifLocked;
    while (isLocked) {
      let hasMore = false;
      let left: number | undefined;
      try {
        left = await action(connection, person.id, { ...job, from });
        rest = left ?? rest;
      } finally {
        hasMore = await unlock(connection, person.id);
      }
      const goesOn = hasMore && (from === "bulk" || left === undefined);
      from = "single";
      isLocked = goesOn && (await lock(connection, person.id));
    }
    return rest;
  });
}

async function lockPersonOf(db: Database, emailId: string) {
  const [person] = await tryLockPersonOf(db, { emailId });
  return person;
}

const tryLockPersonOf = compiledOnce(
  (_db, { emailId }: Placeholders<{ emailId: string }>) => sql<{ id: string; isLocked: boolean }>`
    select id, pg_try_advisory_lock(hashtextextended(id::text, 0)) as "isLocked" from (
      select coalesce(support_user_id, organisation_user_id, id) as id from emails
      where id = ${emailId} and status = 'queued'
    ) person
  `,
);

async function lock(db: Database, personId: string): Promise<boolean> {
  const { rows } = await sql<{ isLocked: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${personId}, 0)) as "isLocked"
  `.execute(db);
  return rows[0]?.isLocked === true;
}

/** Returns whether a single email to the person is due. */
async function unlock(db: Database, personId: string): Promise<boolean> {
  const [result] = await unlockPerson(db, { personId });
  return result?.hasMore === true;
}

const unlockPerson = compiledOnce(
  (_db, { personId }: Placeholders<{ personId: string }>) => sql<{ hasMore: boolean }>`
    select pg_advisory_unlock(hashtextextended(${personId}::text, 0)), exists (
      select from emails this where ${isToPerson(personId)} and status = 'queued' and bulk_change_id is null
        and (due_at <= now()) is not false
    ) as "hasMore"
  `,
);
