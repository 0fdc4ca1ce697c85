import { type Kysely, sql } from "kysely";

/**
 * Stores since when a record is that of a person who was added again, and which names in the activity log to blank after
 * the retention period because they are from before that (specification, section 3, Adding someone who already exists).
 *
 * The times of emails and activity entries become those at which they are inserted. Until now they were those at which
 * the transaction began, so an entry of a change that had waited for another could seem older than the other's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table organisation_users add column revived_at timestamptz`.execute(db);
  await sql`alter table support_users add column revived_at timestamptz`.execute(db);
  await sql`alter table emails alter column created_at set default clock_timestamp()`.execute(db);
  await sql`alter table activity alter column at set default clock_timestamp()`.execute(db);
  await sql`
    create table names_to_blank (
      user_id uuid not null, -- of an organisation user, or of a record merged into one
      before timestamptz not null,
      removed_at timestamptz not null,
      primary key (user_id, before)
    )
  `.execute(db);
  await sql`create index names_to_blank_removed_at on names_to_blank (removed_at)`.execute(db);
}
