import { type Kysely, sql } from "kysely";

/**
 * Stores a person's email address beside their name in the activity log, so that two people of one name are told apart
 * (specification, section 2, People of one name). Entries written before have none.
 *
 * The trigger sets the address to null together with the name, because the release before does not know the column.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table activity add column subject_email text`.execute(db);
  await sql`
    create or replace function refuse_change_but_blanking() returns trigger language plpgsql as $$
    declare
      blanked activity := old;
    begin
      if current_setting('console.blanking', true) is distinct from 'on' then
        raise exception 'the activity log is append-only';
      end if;
      if new.subject_name is null then
        new.subject_email := null;
        blanked.subject_email := null;
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
}
