import { type Kysely, sql } from "kysely";

/** Creates sessions and the drafts that belong to them (specification, section 2, Drafts; section 6). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      id_hash bytea primary key,
      support_user_id uuid references support_users on delete cascade,
      organisation_user_id uuid references organisation_users on delete cascade,
      refused_email text, -- the email address of a person without access, who sees only /no-access
      id_token text not null,
      banner jsonb,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      check (num_nonnulls(support_user_id, organisation_user_id, refused_email) = 1)
    )
  `.execute(db);
  await sql`create index sessions_support_user_id on sessions (support_user_id)`.execute(db);
  await sql`create index sessions_organisation_user_id on sessions (organisation_user_id)`.execute(db);
  await sql`
    create table drafts (
      id uuid primary key,
      session_id_hash bytea not null references sessions on delete cascade,
      scope text not null,
      answers jsonb,
      saved_at timestamptz,
      created_at timestamptz not null default now(),
      check (num_nonnulls(answers, saved_at) = 1) -- answers are set to null when the draft is saved
    )
  `.execute(db);
  await sql`create index drafts_session_id_hash on drafts (session_id_hash)`.execute(db);
}
