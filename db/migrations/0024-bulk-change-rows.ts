import { type Kysely, sql } from "kysely";

/**
 * Stores what a bulk change was checked to do, who started it, and its rows with their outcomes (specification, section
 * 11).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendBulkChanges(db);
  await constrainBulkChanges(db);
  await createRowTypes(db);
  await createRows(db);
  await constrainRows(db);
  await sql`
    create table bulk_change_organisations (
      organisation_id uuid not null references organisations,
      bulk_change_id uuid not null references bulk_changes on delete cascade,
      primary key (organisation_id, bulk_change_id)
    )
  `.execute(db);
  await sql`create index on bulk_change_organisations (bulk_change_id)`.execute(db);
}

/** Until the start, a bulk change belongs to a session or to an API token. Counts by value are JSON objects. */
async function extendBulkChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table bulk_changes
      add column organisation_id uuid references organisations,
      add column session_id_hash bytea references sessions on delete cascade,
      add column api_token_id uuid references api_tokens,
      add column pasted text,
      add column file_name text,
      add column header text[],
      add column total integer not null default 0,
      add column emails integer not null default 0,
      add column people integer not null default 0,
      add column verdicts jsonb not null default '{}',
      add column started_at timestamptz,
      add column started_by_kind actor_kind,
      add column started_by_id uuid,
      add column started_by_name text,
      add column finished_at timestamptz,
      add column stopped_because text check (stopped_because in ('asked', 'starter removed')),
      add column outcomes jsonb, -- of all rows, once it has ended
      add column told_at timestamptz, -- when the person who started it saw that it had ended
      add column details_deleted_at timestamptz
  `.execute(db);
  await sql`create index bulk_changes_session on bulk_changes (session_id_hash)`.execute(db);
  await sql`create index bulk_changes_started on bulk_changes (started_at, id) where started_at is not null`.execute(
    db,
  );
  await sql`
    create index bulk_changes_running on bulk_changes (id) where started_at is not null and finished_at is null
  `.execute(db);
}

async function constrainBulkChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table bulk_changes
      add constraint bulk_changes_owner check (
        num_nonnulls(session_id_hash, api_token_id) = case when started_at is null then 1 else 0 end
      ),
      add constraint bulk_changes_start check (
        num_nulls(started_at, started_by_kind, started_by_id, started_by_name) in (0, 4)
      ),
      add constraint bulk_changes_pasted check (started_at is null or pasted is null),
      add constraint bulk_changes_finish check (
        num_nulls(finished_at, outcomes) in (0, 2) and (finished_at is null or started_at is not null)
      ),
      add constraint bulk_changes_stopped check (stopped_because is null or finished_at is not null),
      add constraint bulk_changes_details check (details_deleted_at is null or finished_at is not null)
  `.execute(db);
}

async function createRowTypes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type bulk_change_verdict as enum (
      'will_be_added', 'will_be_linked', 'will_be_invited', 'will_be_removed',
      'already_belongs', 'already_removed', 'just_invited', 'signed_in', 'refused'
    )
  `.execute(db);
  await sql`
    create type bulk_change_outcome as enum (
      'added', 'linked', 'invited', 'removed', 'already_belongs', 'already_removed', 'just_invited', 'signed_in',
      'refused', 'failed', 'stopped'
    )
  `.execute(db);
}

async function createRows(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bulk_change_rows (
      bulk_change_id uuid not null references bulk_changes on delete cascade,
      position integer not null check (position between 1 and 10000),
      number integer, -- in the file
      cells text[],
      first_name text,
      last_name text,
      email text,
      urn text,
      ukprn text,
      organisation_id uuid references organisations,
      user_id uuid, -- without a foreign key, like the subject of an activity entry: records of people are merged
      stored_name text,
      verdict bulk_change_verdict not null,
      outcome bulk_change_outcome,
      problem text,
      attempts smallint not null default 0,
      due_at timestamptz,
      primary key (bulk_change_id, position)
    )
  `.execute(db);
  await sql`create index bulk_change_rows_open on bulk_change_rows (bulk_change_id, position) where outcome is null`.execute(
    db,
  );
  await sql`
    create index bulk_change_rows_of_address on bulk_change_rows (bulk_change_id, email, position) where outcome is null
  `.execute(db);
  await sql`create index bulk_change_rows_user on bulk_change_rows (user_id) where user_id is not null`.execute(
    db,
  );
}

/**
 * An outcome must fit what the check found. A row that has something to do has no outcome until it is done, and an
 * address, by which it waits for earlier rows.
 */
async function constrainRows(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table bulk_change_rows
      add constraint bulk_change_rows_outcome check (case verdict
        when 'will_be_added' then outcome in ('added', 'linked', 'already_belongs', 'refused', 'failed', 'stopped')
        when 'will_be_linked' then outcome in ('added', 'linked', 'already_belongs', 'refused', 'failed', 'stopped')
        when 'will_be_invited' then outcome in
          ('invited', 'just_invited', 'signed_in', 'already_removed', 'refused', 'failed', 'stopped')
        when 'will_be_removed' then outcome in ('removed', 'already_removed', 'refused', 'failed', 'stopped')
        else outcome is not null and outcome::text = verdict::text
      end),
      add constraint bulk_change_rows_open check (outcome is not null or email is not null),
      add constraint bulk_change_rows_problem check (outcome <> 'refused' or problem is not null)
  `.execute(db);
}
