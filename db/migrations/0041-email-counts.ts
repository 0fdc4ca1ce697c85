import { type Kysely, sql } from "kysely";

/**
 * Stores the numbers of emails of each status but 'queued', by queue, for `/metrics`. Triggers update them in the transaction
 * that changes the emails, as with `row_counts`. Those that are queued are few, and counted when they are asked for: so
 * requesting an email does not wait for a number that others change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table email_counts (
      status email_status not null,
      is_bulk boolean not null,
      shard smallint not null,
      total bigint not null,
      primary key (status, is_bulk, shard)
    ) with (fillfactor = 50)
  `.execute(db);
  await createAddition(db);
  await createFunctions(db);
  await sql`
    create trigger emails_count_insert after insert on emails
    referencing new table as changed for each statement execute function count_emails()
  `.execute(db);
  await sql`
    create trigger emails_count_delete after delete on emails
    referencing old table as changed for each statement execute function count_emails()
  `.execute(db);
  await sql`
    create trigger emails_count_update after update of status on emails for each row
    when (old.status <> new.status) execute function count_changed_email()
  `.execute(db);
  await sql`
    select add_to_email_count(status, is_bulk, total) from (
      select status, bulk_change_id is not null as is_bulk, count(*) as total from emails group by 1, 2
    ) emails
  `.execute(db);
}

async function createAddition(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function add_to_email_count(status email_status, is_bulk boolean, change bigint) returns void language sql as $$
      insert into email_counts as counts (status, is_bulk, shard, total)
      select status, is_bulk, pg_backend_pid() % 64, change where status <> 'queued' and change <> 0
      on conflict (status, is_bulk, shard) do update set total = counts.total + excluded.total
    $$
  `.execute(db);
}

// Both in the order of the statuses, so that no two transactions wait for each other.
async function createFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function count_emails() returns trigger language plpgsql as $$
    declare
      counted record;
    begin
      for counted in
        select status, bulk_change_id is not null as is_bulk, count(*) as total from changed
        where status <> 'queued' group by 1, 2 order by 1, 2
      loop
        perform add_to_email_count(counted.status, counted.is_bulk,
          case tg_op when 'DELETE' then -counted.total else counted.total end);
      end loop;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create function count_changed_email() returns trigger language plpgsql as $$
    declare
      is_bulk boolean := new.bulk_change_id is not null;
    begin
      if old.status < new.status then
        perform add_to_email_count(old.status, is_bulk, -1);
      end if;
      perform add_to_email_count(new.status, is_bulk, 1);
      if old.status > new.status then
        perform add_to_email_count(old.status, is_bulk, -1);
      end if;
      return null;
    end
    $$
  `.execute(db);
}
