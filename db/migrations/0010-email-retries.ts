import { type Kysely, sql } from "kysely";

/**
 * When an email is tried again and how often it was; which email was sent in place of a failed one; and an index to find
 * recipients that are due to be blanked (specification, section 4; section 10).
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
