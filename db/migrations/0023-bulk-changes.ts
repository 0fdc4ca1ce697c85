import { type Kysely, sql } from "kysely";

/**
 * Creates bulk changes, and names them in the activity log and in the records of the emails that they cause
 * (specification, section 11).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type bulk_change_kind as enum ('add', 'invite_again', 'remove')`.execute(db);
  await sql`
    create table bulk_changes (
      id uuid primary key,
      kind bulk_change_kind not null,
      created_at timestamptz not null default now()
    )
  `.execute(db);
  // No foreign keys: workers on one bulk change would all lock its row, and deleting one would read the whole log.
  await sql`alter table activity add column bulk_change_id uuid`.execute(db);
  await sql`alter table emails add column bulk_change_id uuid`.execute(db);
}
