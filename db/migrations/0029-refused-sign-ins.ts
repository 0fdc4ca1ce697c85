import { type Kysely, sql } from "kysely";

/**
 * Makes a key of a name that names which are spelt alike share: the first letter of the first name, and the consonants of
 * the last name, each sound by one letter. Jon Smith and John Smyth have the same.
 */
const createLikenessKey = `
  create function likeness_key(first_name text, last_name text) returns text language sql immutable strict parallel safe
  return translate(left(fold_without_spaces(first_name), 1), 'cq', 'kk') || ' ' || coalesce(
    nullif(regexp_replace(
      translate(replace(fold_without_spaces(last_name), 'ph', 'f'), 'cqzvaeiouyhw', 'kksf'), '(.)\\1+', '\\1', 'g'
    ), ''),
    fold_without_spaces(last_name)
  )
`;

/**
 * Creates a table with one row for each DfE Sign-in account, address and reason that was refused, and a table that counts
 * refused sign-ins by day (specification, section 12, Refused sign-ins).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createReasons(db);
  await sql.raw(createLikenessKey).execute(db);
  await sql`
    create table refused_sign_ins (
      id uuid primary key default gen_random_uuid(),
      dfe_sign_in_id text not null,
      matched_email text not null, -- in the form in which addresses are compared, whether or not it is valid
      reason refused_reason not null,
      email text not null, -- as it came
      given_name text,
      family_name text,
      support_user_id uuid references support_users on delete set null, -- the user that the reason is about
      organisation_user_id uuid references organisation_users on delete set null,
      first_at timestamptz not null default clock_timestamp(),
      last_at timestamptz not null default clock_timestamp(),
      count integer not null default 1,
      resolved_at timestamptz,
      invited_at timestamptz,
      invited_by_kind actor_kind,
      invited_by_name text,
      name_key text collate "C" not null
        generated always as (fold_without_spaces(coalesce(given_name, '') || coalesce(family_name, ''))) stored,
      mailbox text collate "C" not null generated always as (split_part(matched_email, '@', 1)) stored,
      likeness_key text collate "C" not null
        generated always as (likeness_key(coalesce(given_name, ''), coalesce(family_name, ''))) stored,
      search_words text not null generated always as (
        words_of_person(coalesce(given_name, ''), coalesce(family_name, ''), email)
      ) stored,
      constraint refused_sign_ins_key unique (dfe_sign_in_id, matched_email, reason),
      check (num_nonnulls(invited_at, invited_by_kind, invited_by_name) in (0, 3)),
      check (num_nonnulls(support_user_id, organisation_user_id) <= 1)
    )
  `.execute(db);
  await createIndexes(db);
  await createDays(db);
  await sql`alter table sessions add column refused_reason refused_reason`.execute(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  for (const [name, definition] of Object.entries({
    refused_sign_ins_last_at: "(last_at, id)",
    refused_sign_ins_open: "(last_at, id) where resolved_at is null",
    refused_sign_ins_name: "(name_key, mailbox) where resolved_at is null",
    refused_sign_ins_mailbox: "(mailbox, name_key) where resolved_at is null",
    refused_sign_ins_likeness: "(likeness_key, name_key) where resolved_at is null",
    refused_sign_ins_matched_email: "(matched_email)",
    refused_sign_ins_support_user_id: "(support_user_id) where support_user_id is not null",
    refused_sign_ins_organisation_user_id: "(organisation_user_id) where organisation_user_id is not null",
    refused_sign_ins_words: "using gin (search_words gin_trgm_ops)",
  })) {
    await sql`create index ${sql.ref(name)} on refused_sign_ins ${sql.raw(definition)}`.execute(db);
  }
}

async function createDays(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table refused_sign_in_days (
      day date not null,
      reason refused_reason not null,
      attempts integer not null default 0,
      accounts integer not null default 0, -- how many of them added a row to refused_sign_ins
      primary key (day, reason)
    )
  `.execute(db);
}

async function createReasons(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type refused_reason as enum (
      'unconfirmed_address', 'linked_account', 'not_departmental', 'removed_support_user', 'no_organisation', 'not_invited'
    )
  `.execute(db);
}
