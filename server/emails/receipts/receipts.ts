import { sql } from "kysely";
import { z } from "zod";
import type { Database } from "../../../db/database.ts";
import { recordFailed } from "../failed/failed.ts";

// A date, for PostgreSQL knows fewer years and offsets than ISO 8601.
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullish();

/** A delivery receipt, as far as it matters here; Notify sends more, the address among it. */
export const receiptSchema = z.object({
  id: z.guid(),
  reference: z.string().nullable(),
  status: z.enum(["delivered", "permanent-failure", "temporary-failure", "technical-failure"]),
  sent_at: moment,
  completed_at: moment,
});

export type Receipt = z.output<typeof receiptSchema>;

/**
 * Notes what became of an email at its recipient's. A status only moves forward, so a receipt may come before our own
 * note that the email was sent, late, twice, or out of order (specification, section 4); one for an email that is not ours changes
 * nothing.
 */
export async function recordReceipt(db: Database, receipt: Receipt): Promise<void> {
  const reference = z.uuid().safeParse(receipt.reference).data;
  if (reference === undefined || !(await isOurs(db, reference, receipt.id))) return;
  if (receipt.status !== "delivered") return recordFailed(db, reference, receipt.status, receipt.id);
  await db
    .updateTable("emails")
    .set({
      status: "delivered",
      notify_id: receipt.id,
      sent_at: sql<Date>`coalesce(sent_at, ${receipt.sent_at ?? null}::timestamptz, now())`,
      delivered_at: sql<Date>`coalesce(${receipt.completed_at ?? null}::timestamptz, now())`,
      error: null,
    })
    .where("id", "=", reference)
    .where("status", "in", ["queued", "sent"])
    .execute();
}

/** Whether Notify's id is that of this email: the one we know, or where we know none yet, one of no other email. */
async function isOurs(db: Database, reference: string, notifyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from emails where id = ${reference} and coalesce(notify_id, ${notifyId}) = ${notifyId}
      and not exists (select from emails other where other.notify_id = ${notifyId} and other.id <> emails.id)
  `.execute(db);
  return rows.length > 0;
}
