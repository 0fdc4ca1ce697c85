import { type Kysely, sql } from "kysely";

/**
 * Lets the activity log show a bulk change as one entry: adds its start and its stop as kinds of entries, and the number
 * of its rows' entries (specification, section 11, Activity). The number of all entries is kept as before, because the
 * release before reads it. db/filling makes an index without the entries of rows and one of those only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type activity_action add value 'started'`.execute(db);
  await sql`alter type activity_action add value 'stopped'`.execute(db);
  await sql`alter type subject_kind add value 'bulk_change'`.execute(db);
  await sql`
    alter table row_counts
      drop constraint row_counts_counted_check,
      add constraint row_counts_counted_check
        check (counted in ('people', 'people not signed in', 'activity', 'activity of bulk changes'))
  `.execute(db);
  await sql`
    create or replace function count_activity() returns trigger language plpgsql as $$
    declare
      of_bulk_changes bigint;
    begin
      select count(bulk_change_id) into of_bulk_changes from added;
      perform add_to_count('activity', count(*)) from added;
      if of_bulk_changes > 0 then
        perform add_to_count('activity of bulk changes', of_bulk_changes);
      end if;
      return null;
    end
    $$
  `.execute(db);
}
