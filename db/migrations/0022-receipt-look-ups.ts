import { type Kysely, sql } from "kysely";

/**
 * Stores how often Notify was asked what came of an email for which no delivery receipt came (specification, section 4,
 * Receipts), and indexes the emails that wait for one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table emails add column receipt_look_ups smallint not null default 0`.execute(db);
  await sql`create index emails_without_receipt on emails (sent_at) where status = 'sent'`.execute(db);
}
