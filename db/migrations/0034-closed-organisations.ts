import { type Kysely, sql } from "kysely";

/**
 * Stores which organisations have closed, when, and which others replaced them (specification, section 13). The release
 * before knows nothing of it: its imports neither close an organisation nor open it again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table organisations
      add column is_closed boolean not null default false,
      add column closed_on date,
      add constraint organisations_closed_on_check check (closed_on is null or is_closed)
  `.execute(db);
  await sql`
    create table organisation_successors (
      organisation_id uuid not null references organisations,
      successor_id uuid not null references organisations,
      primary key (organisation_id, successor_id),
      constraint organisation_successors_other_check check (organisation_id <> successor_id)
    )
  `.execute(db);
  await countOrganisations(db);
}

/** Counts organisations as 0015-row-counts.ts counts people: the lists with and without closed ones show the numbers. */
async function countOrganisations(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table row_counts
      drop constraint row_counts_counted_check,
      add constraint row_counts_counted_check check (counted in ('people', 'people not signed in', 'activity',
        'activity of bulk changes', 'organisations', 'open organisations'))
  `.execute(db);
  await sql`
    create function count_organisations() returns trigger language plpgsql as $$
    declare
      total bigint := 0;
      open bigint := 0;
    begin
      if tg_op <> 'DELETE' then
        select count(*), count(*) filter (where not is_closed) into total, open from added;
      end if;
      if tg_op <> 'INSERT' then
        select total - count(*), open - count(*) filter (where not is_closed) into total, open from removed;
      end if;
      perform add_to_count('organisations', total), add_to_count('open organisations', open);
      return null;
    end
    $$
  `.execute(db);
  for (const [event, tables] of [
    ["insert", "new table as added"],
    ["update", "old table as removed new table as added"],
    ["delete", "old table as removed"],
  ] as const) {
    await sql`
      create trigger ${sql.ref(`organisations_count_${event}`)} after ${sql.raw(event)} on organisations
      referencing ${sql.raw(tables)} for each statement execute function count_organisations()
    `.execute(db);
  }
  await sql`
    select add_to_count('organisations', count(*)), add_to_count('open organisations', count(*)) from organisations
  `.execute(db);
}
