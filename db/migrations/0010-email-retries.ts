import { type Kysely, sql } from "kysely";

/**
 * Adds to emails: how often each was retried, when it is due to be tried again, and which email was sent in place of a
 * failed one. Also adds indexes of failed emails, and of recipients to be set to null after the retention period
 * (specification, section 4; section 10).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table emails
      add column retries integer not null default 0,
      add column due_at timestamptz,
      add column sent_again_as uuid unique references emails
  `.execute(db);
  await sql`create index emails_failed on emails (failed_at) where status = 'failed'`.execute(db);
  await sql`create index emails_kept_recipients on emails (created_at) where recipient is not null`.execute(
    db,
  );
}
