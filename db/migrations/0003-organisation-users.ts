import { type Kysely, sql } from "kysely";

/**
 * Creates organisation users, one row per email address, and their memberships of organisations (specification, section
 * 3).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organisation_users (
      id uuid primary key default gen_random_uuid(),
      first_name person_name not null,
      last_name person_name not null,
      email email_address not null unique,
      dfe_sign_in_id text unique,
      last_signed_in_at timestamptz,
      created_at timestamptz not null default now(),
      check (num_nulls(dfe_sign_in_id, last_signed_in_at) <> 1)
    )
  `.execute(db);
  await sql`
    create table memberships (
      organisation_id uuid not null references organisations,
      user_id uuid not null references organisation_users on delete cascade,
      created_at timestamptz not null default now(),
      primary key (organisation_id, user_id)
    )
  `.execute(db);
  await sql`create index memberships_user_id on memberships (user_id)`.execute(db);
}
