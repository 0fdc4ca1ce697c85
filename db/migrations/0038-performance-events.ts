import { type Kysely, sql } from "kysely";

/**
 * Stores each removal of a person from their last organisation and each outcome of an email when it happens, whichever
 * release does it, until a worker counts them (specification, section 15, How figures are kept). It only adds rows, so
 * that no change waits for another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table performance_events (
      id bigint generated always as identity primary key,
      counted text not null check (counted in ('removed', 'sent', 'delivered', 'failed', 'cancelled')),
      at timestamptz not null,
      error text,
      email_id uuid
    )
  `.execute(db);
  await keepFormerUsers(db);
  await noteEmails(db);
  await noteRemovals(db);
  // The triggers have locked the tables: what was committed before is not noted, all that comes is.
  await sql`
    insert into performance_progress (email_parts_left, removals_before)
    select 64, coalesce(max(id), 0) + 1 from activity
  `.execute(db);
}

/** Keeps who an email was for when the person is merged into another, or deleted after the retention period. */
async function keepFormerUsers(db: Kysely<unknown>): Promise<void> {
  await sql`alter table emails add column former_user_id uuid`.execute(db);
  await sql`
    create function keep_former_user() returns trigger language plpgsql as $$
    begin
      new.former_user_id := coalesce(old.former_user_id, old.organisation_user_id);
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger emails_keep_former_user before update of organisation_user_id on emails for each row
    when (old.organisation_user_id is distinct from new.organisation_user_id) execute function keep_former_user()
  `.execute(db);
}

async function noteEmails(db: Kysely<unknown>): Promise<void> {
  // A receipt can have any times.
  await sql`
    create function outcomes_of(email emails) returns table (counted text, at timestamptz) language sql immutable as $$
      select counted, greatest(at, email.created_at) from (values
        ('sent', case when email.notify_id is not null then coalesce(email.sent_at, email.failed_at) end),
        ('delivered', case when email.status = 'delivered' then email.delivered_at end),
        ('failed', case when email.status = 'failed' then email.failed_at end),
        ('cancelled', case when email.status = 'cancelled' then email.cancelled_at end)
      ) as outcome (counted, at) where at is not null
    $$
  `.execute(db);
  await sql`
    create function note_email_outcome() returns trigger language plpgsql as $$
    begin
      insert into performance_events (counted, at, error, email_id)
      select counted, at, case counted when 'failed' then new.error end, new.id from outcomes_of(new)
      where counted not in (select earlier.counted from outcomes_of(old) earlier);
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger emails_note_outcome after update of status on emails for each row
    when (old.status <> new.status) execute function note_email_outcome()
  `.execute(db);
}

async function noteRemovals(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function note_removal() returns trigger language plpgsql as $$
    begin
      insert into performance_events (counted, at)
      select 'removed', new.at where not exists (select from memberships where user_id = new.subject_id);
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger activity_note_removal after insert on activity for each row
    when (new.action = 'removed' and new.subject_kind = 'organisation_user') execute function note_removal()
  `.execute(db);
}
