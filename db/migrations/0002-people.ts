import { type Kysely, sql } from "kysely";

/**
 * Both kinds of user (SPEC §3): one mailbox has one spelling, an address and a DfE Sign-in id belong to one
 * current person each, and whoever has signed in has an id.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create domain person_name as text check (
      char_length(value) between 1 and 100 and value = btrim(value)
      and value is nfc normalized and value !~ '[[:cntrl:]]'
    )
  `.execute(db);
  await sql`
    create domain email_address as text check (
      char_length(value) between 3 and 320 and value = lower(value) and value ~ '^[^@[:space:]]+@[^@[:space:]]+$'
    )
  `.execute(db);
  await sql`
    create table support_users (
      id uuid primary key default gen_random_uuid(),
      first_name person_name not null,
      last_name person_name not null,
      email email_address not null check (email like '%_@education.gov.uk'),
      dfe_sign_in_id text,
      last_signed_in_at timestamptz,
      created_at timestamptz not null default now(),
      removed_at timestamptz,
      check (num_nulls(dfe_sign_in_id, last_signed_in_at) <> 1)
    )
  `.execute(db);
  await sql`create unique index support_users_email_key on support_users (email) where removed_at is null`.execute(
    db,
  );
  await sql`
    create unique index support_users_dfe_sign_in_id_key on support_users (dfe_sign_in_id) where removed_at is null
  `.execute(db);
  await sql`
    create index support_users_name on support_users (first_name collate english, last_name collate english, id)
    where removed_at is null
  `.execute(db);
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
