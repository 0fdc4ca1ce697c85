import { type Kysely, sql } from "kysely";

/**
 * Adds indexes for reading the activity log by person, organisation and action, allows downloads as an action, and lets
 * names be set to null after the retention period (specification, section 8; section 10).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type activity_action add value 'downloaded'`.execute(db);
  await sql`alter type subject_kind add value 'organisation'`.execute(db);
  await sql`create index activity_actor on activity (actor_id, id)`.execute(db);
  await sql`create index activity_organisation on activity (organisation_id, id)`.execute(db);
  await sql`create index activity_action on activity (action, id)`.execute(db);
  await allowBlanking(db);
}

/**
 * Makes one exception to append-only: a transaction that sets `console.blanking` to 'on' can set names and `changes` to
 * null, but can change nothing else in a row.
 */
async function allowBlanking(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_change_but_blanking() returns trigger language plpgsql as $$
    declare
      blanked activity := old;
    begin
      if current_setting('console.blanking', true) is distinct from 'on' then
        raise exception 'the activity log is append-only';
      end if;
      blanked.actor_name := case when new.actor_name is null then null else old.actor_name end;
      blanked.subject_name := case when new.subject_name is null then null else old.subject_name end;
      blanked.changes := case when new.changes is null then null else old.changes end;
      if new is distinct from blanked then
        raise exception 'the activity log is append-only';
      end if;
      return new;
    end
    $$
  `.execute(db);
  await sql`drop trigger activity_append_only on activity`.execute(db);
  await sql`
    create trigger activity_append_only before delete or truncate on activity
    for each statement execute function refuse_change()
  `.execute(db);
  await sql`
    create trigger activity_blank_only before update on activity
    for each row execute function refuse_change_but_blanking()
  `.execute(db);
}
