import { type Kysely, sql } from "kysely";

/**
 * Creates support users, and domains (types with a check) for normalised names and email addresses. No two current
 * support users have the same email address or DfE Sign-in id. A user has a DfE Sign-in id once they have signed in
 * (specification, section 3; section 6).
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
}
