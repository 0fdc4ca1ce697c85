import { type Kysely, sql } from "kysely";

/**
 * Stores which records were merged into which person, because the activity log keeps the ids of records that are no
 * longer in use (specification, section 6, Two records of one person). `id` is the id of the former record.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type activity_action add value 'merged'`.execute(db);
  await sql`
    create table merged_people (
      id uuid primary key,
      support_user_id uuid references support_users,
      organisation_user_id uuid references organisation_users,
      merged_at timestamptz not null default now(),
      check (num_nonnulls(support_user_id, organisation_user_id) = 1)
    )
  `.execute(db);
  await sql`create index merged_people_support_user_id on merged_people (support_user_id)`.execute(db);
  await sql`
    create index merged_people_organisation_user_id on merged_people (organisation_user_id)
  `.execute(db);
}
