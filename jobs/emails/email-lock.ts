import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/**
 * Locks an email against all other workers while an action runs. The lock belongs to the connection that the action
 * gets: if the worker dies, PostgreSQL releases it.
 *
 * @returns false when another worker has the lock; the action does not run then
 */
export function withEmailLock(
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
