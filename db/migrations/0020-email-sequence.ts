import { type Kysely, sql } from "kysely";

/**
 * Numbers emails in the order in which they were requested, whichever release writes them (specification, section 4,
 * Order). Emails from before have no number, and come before all others; numbering them would lock the table for long.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table emails add column sequence bigint`.execute(db);
  await sql`create sequence emails_sequence_seq owned by emails.sequence`.execute(db);
  await sql`alter table emails alter column sequence set default nextval('emails_sequence_seq')`.execute(db);
}
