import { type Kysely, sql } from "kysely";

/**
 * Copies each person's name into their memberships. An index can then return an organisation's users in list order, so
 * that reading a page is fast however many users there are. A trigger makes the copy even if an older release inserts
 * the membership; the foreign key updates the copy when the name changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table memberships add column user_first_name person_name, add column user_last_name person_name`.execute(
    db,
  );
  await sql`
    create function copy_member_name() returns trigger language plpgsql as $$
    begin
      select first_name, last_name into new.user_first_name, new.user_last_name
      from organisation_users where id = new.user_id;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger memberships_copy_name before insert on memberships
    for each row execute function copy_member_name()
  `.execute(db);
  await sql`
    update memberships set user_first_name = first_name, user_last_name = last_name
    from organisation_users where id = user_id
  `.execute(db);
  await sql`
    alter table organisation_users add constraint organisation_users_id_name_key unique (id, first_name, last_name)
  `.execute(db);
  await sql`
    alter table memberships
      alter column user_first_name set not null,
      alter column user_last_name set not null,
      drop constraint memberships_user_id_fkey,
      add constraint memberships_user_fkey foreign key (user_id, user_first_name, user_last_name)
        references organisation_users (id, first_name, last_name) on update cascade on delete cascade
  `.execute(db);
  await sql`
    create index memberships_name
    on memberships (organisation_id, user_first_name collate english, user_last_name collate english, user_id)
  `.execute(db);
}
