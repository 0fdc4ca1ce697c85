import { sql } from "kysely";
import { z } from "zod";
import type { Database } from "../../../db/database.ts";
import type { EmailStatus } from "../../../db/types.ts";
import type { Resources } from "../../resources.ts";
import { recordFailed } from "../failed/failed.ts";
import { queueEmailJob, toItsQueue } from "../queue.ts";
import { findFirstQueuedBeside } from "../sending/next-email.ts";

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

export type Receipt = z.output<typeof receiptSchema>;

type Store = Pick<Resources, "db" | "queue">;

/**
 * Records whether an email was delivered. Receipts can come late, twice or out of order, or before the worker records
 * the email as sent; so only a queued or sent email changes its status (specification, section 4, Receipts). A receipt
 * for another service's email changes nothing. If the email was queued, later ones to the person may wait for it, so
 * the next of each queue gets a job at once.
 */
export async function recordReceipt({ db, queue }: Store, receipt: Receipt): Promise<void> {
  const reference = z.uuid().safeParse(receipt.reference).data;
  const email = reference === undefined ? undefined : await findOurs(db, reference, receipt.id);
  if (email === undefined) return;
  if (receipt.status === "delivered") await recordDelivered(db, email.id, receipt);
  else await recordFailed(db, email.id, receipt.status, receipt.id);
  const next = email.status === "queued" ? await findFirstQueuedBeside(db, email.id) : [];
  for (const waiting of next) await queueEmailJob(db, queue, toItsQueue(waiting));
}

async function recordDelivered(db: Database, id: string, receipt: Receipt): Promise<void> {
  await db
    .updateTable("emails")
    .set({
      status: "delivered",
      notify_id: receipt.id,
      sent_at: sql<Date>`coalesce(sent_at, ${receipt.sent_at ?? null}::timestamptz, now())`,
      delivered_at: sql<Date>`coalesce(${receipt.completed_at ?? null}::timestamptz, now())`,
      error: null,
    })
    .where("id", "=", id)
    .where("status", "in", ["queued", "sent"])
    .execute();
}

/**
 * Returns the email that a receipt is about, if it is ours: its record has this Notify id, or has none yet and no other
 * record has this id.
 */
async function findOurs(db: Database, reference: string, notifyId: string) {
  const { rows } = await sql<{ id: string; status: EmailStatus }>`
    select id, status from emails where id = ${reference} and coalesce(notify_id, ${notifyId}) = ${notifyId}
      and not exists (select from emails other where other.notify_id = ${notifyId} and other.id <> emails.id)
  `.execute(db);
  return rows[0];
}
