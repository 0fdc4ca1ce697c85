import { type Kysely, sql } from "kysely";

/**
 * Creates the activity log: one append-only row per change (specification, section 8). Rows store names as they were at
 * the time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type actor_kind as enum ('support_user', 'api_token', 'organisation_user', 'system')
  `.execute(db);
  await sql`create type subject_kind as enum ('support_user', 'organisation_user')`.execute(db);
  await sql`
    create type activity_action as enum (
      'added', 'linked', 'edited', 'removed', 'invited_again', 'first_signed_in', 'sign_in_mismatch', 'email_failed'
    )
  `.execute(db);
  await sql`
    create table activity (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor_kind actor_kind not null,
      actor_id uuid,
      actor_name text,
      action activity_action not null,
      subject_kind subject_kind not null,
      subject_id uuid,
      subject_name text,
      organisation_id uuid references organisations,
      changes jsonb,
      check ((actor_kind = 'system') = (actor_id is null))
    )
  `.execute(db);
  await sql`create index activity_at on activity (at, id)`.execute(db);
  await sql`create index activity_subject on activity (subject_id, id)`.execute(db);
  await makeAppendOnly(db);
}

async function makeAppendOnly(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the activity log is append-only';
    end
    $$
  `.execute(db);
  // REVOKE would not stop the table's owner and superusers; a trigger does.
  await sql`
    create trigger activity_append_only before update or delete or truncate on activity
    for each statement execute function refuse_change()
  `.execute(db);
}
