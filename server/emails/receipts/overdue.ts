import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";

/** How long after an email was sent Notify is asked for its missing receipt (specification, section 4, Receipts). */
const waits = ["1 hour", "24 hours", "4 days"];

/** How long Notify keeps an email, unless the service's settings in Notify say otherwise. */
const kept = "7 days";

/** How many look-ups of an email are due by now. The query names the table `emails`. */
const lookUpsDue = sql<number>`(
  select count(*)::int from unnest(${sql.lit(`{${waits.join(",")}}`)}::interval[]) as wait
  where emails.sent_at <= now() - wait
)`;

/** An email that was sent and has no receipt yet. `due`: how many look-ups are due by now. */
export type Overdue = { id: string; notifyId: string; due: number };

/**
 * Returns emails for whose receipt Notify is to be asked, oldest first.
 *
 * @param without ids of emails to leave out
 */
export async function listOverdue(db: Database, without: string[], limit: number): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select id, notify_id as "notifyId", ${lookUpsDue} as due from emails
    where status = 'sent' and sent_at > now() - ${sql.lit(kept)}::interval
      and sent_at <= now() - ${sql.lit(waits[0])}::interval and receipt_look_ups < ${lookUpsDue}
      and id <> all(${without}::uuid[])
    order by sent_at, id
    limit ${limit}
  `.execute(db);
  return rows;
}

/** Records that Notify was asked. Look-ups that should have been made earlier count as made. */
export async function recordLookUp(db: Database, { id, due }: Overdue): Promise<void> {
  await db.updateTable("emails").set({ receipt_look_ups: due }).where("id", "=", id).execute();
}
