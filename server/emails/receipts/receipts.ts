import { sql } from "kysely";
import { z } from "zod";
import type { Database } from "../../../db/database.ts";
import { recordFailed } from "../failed/failed.ts";

// Parsed here, because PostgreSQL does not accept all years and offsets that ISO 8601 allows.
const timestamp = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullish();

/** The fields of a delivery receipt that the console uses. Notify sends others too, such as the email address. */
export const receiptSchema = z.object({
  id: z.guid(),
  reference: z.string().nullable(),
  status: z.enum(["delivered", "permanent-failure", "temporary-failure", "technical-failure"]),
  sent_at: timestamp,
  completed_at: timestamp,
});

type Receipt = z.output<typeof receiptSchema>;

/**
 * Records whether an email was delivered. Receipts can come late, twice or out of order, or before the worker records
 * the email as sent; so only a queued or sent email changes its status (specification, section 4, Receipts). A receipt
 * for another service's email changes nothing.
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

/**
 * Whether a receipt is about our email: its record has this Notify id, or has none yet and no other record has this id.
 */
async function isOurs(db: Database, reference: string, notifyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from emails where id = ${reference} and coalesce(notify_id, ${notifyId}) = ${notifyId}
      and not exists (select from emails other where other.notify_id = ${notifyId} and other.id <> emails.id)
  `.execute(db);
  return rows.length > 0;
}
