import { type Kysely, sql } from "kysely";

/**
 * Stores the numbers of people and of activity entries, which lists show on every page. Triggers update them in the
 * transaction that changes the rows, so they are always exact. Each number is the sum of up to 64 rows, chosen by
 * connection, so that transactions rarely wait for each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table row_counts (
      counted text not null check (counted in ('people', 'people not signed in', 'activity')),
      shard smallint not null,
      total bigint not null,
      primary key (counted, shard)
    ) with (fillfactor = 50)
  `.execute(db);
  await sql`
    create function add_to_count(what text, change bigint) returns void language sql as $$
      insert into row_counts as counts (counted, shard, total)
      select what, pg_backend_pid() % 64, change where change <> 0
      on conflict (counted, shard) do update set total = counts.total + excluded.total
    $$
  `.execute(db);
  await countPeople(db);
  await countActivity(db);
}

async function countPeople(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function count_people() returns trigger language plpgsql as $$
    declare
      people bigint := 0;
      waiting bigint := 0;
    begin
      if tg_op <> 'DELETE' then
        select count(*), count(*) filter (where last_signed_in_at is null) into people, waiting from added;
      end if;
      if tg_op <> 'INSERT' then
        select people - count(*), waiting - count(*) filter (where last_signed_in_at is null)
        into people, waiting from removed;
      end if;
      perform add_to_count('people', people), add_to_count('people not signed in', waiting);
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
      create trigger ${sql.ref(`organisation_users_count_${event}`)} after ${sql.raw(event)} on organisation_users
      referencing ${sql.raw(tables)} for each statement execute function count_people()
    `.execute(db);
  }
  await sql`
    select add_to_count('people', count(*)),
      add_to_count('people not signed in', count(*) filter (where last_signed_in_at is null))
    from organisation_users
  `.execute(db);
}

async function countActivity(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function count_activity() returns trigger language plpgsql as $$
    begin
      perform add_to_count('activity', count(*)) from added;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger activity_count after insert on activity
    referencing new table as added for each statement execute function count_activity()
  `.execute(db);
  await sql`select add_to_count('activity', count(*)) from activity`.execute(db);
}
