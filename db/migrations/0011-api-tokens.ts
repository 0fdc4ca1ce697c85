import { type Kysely, sql } from "kysely";

/**
 * Creates API tokens, of which only hashes are stored (specification, section 5). The row of a revoked token is kept,
 * because the activity log refers to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_tokens (
      id uuid primary key default gen_random_uuid(),
      name text not null check (char_length(name) between 1 and 100),
      hash bytea not null unique,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    )
  `.execute(db);
  await sql`create unique index api_tokens_name_key on api_tokens (name) where revoked_at is null`.execute(
    db,
  );
  await sql`alter type subject_kind add value 'api_token'`.execute(db);
}
