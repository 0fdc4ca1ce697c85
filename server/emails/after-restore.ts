import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/**
 * Makes sure that Notify is asked about each waiting email before it is sent: where a backup was restored, it may have
 * been sent after the backup was taken. Notify knows for as long as it keeps emails, usually seven days.
 *
 * @returns how many emails of which no attempt was known are asked about now
 */
export async function doubtQueuedEmails(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("emails")
    .set({ attempted_at: sql<Date>`created_at` })
    .where("status", "=", "queued")
    .where("attempted_at", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
