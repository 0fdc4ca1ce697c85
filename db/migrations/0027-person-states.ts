import { type Kysely, sql } from "kysely";

/**
 * Stores when each person was last invited, and whether that invitation failed, for the filters of lists (specification,
 * section 14). Triggers keep both, whichever release writes the emails. Cancelled
 * invitations do not count, nor do those from before the person was added anew. Without an invitation, `invited_at` is
 * when the person was added.
 *
 * For organisation users they are in a table of their own, with all that the filters and the order of the lists need. It
 * has a row for each person, for the list of all, and one for each membership, for the list of the organisation:
 * looking up the members of a large organisation one by one takes ten times as long. A transaction locks a person's own
 * row before the others. No row of this table is locked before an email, because a worker locks the email first.
 *
 * db/filling stores the people who are there, and makes the indexes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function is_invitation(kind email_kind) returns boolean language sql immutable strict parallel safe
    return kind in ('organisation_user_added', 'support_user_added', 'email_address_changed')
  `.execute(db);
  await sql`
    alter table support_users
      add column invited_at timestamptz not null default now(),
      add column invitation_failed boolean not null default false
  `.execute(db);
  await sql`
    create table person_states (
      id uuid not null references organisation_users on delete cascade,
      organisation_id uuid, -- null in the person's own row
      first_name text not null,
      last_name text not null,
      last_signed_in_at timestamptz,
      invited_at timestamptz not null,
      invitation_failed boolean not null default false,
      foreign key (organisation_id, id) references memberships (organisation_id, user_id) on delete cascade
    )
  `.execute(db);
  await sql`create unique index person_states_person on person_states (id) where organisation_id is null`.execute(
    db,
  );
  await sql`create unique index person_states_membership on person_states (id, organisation_id)`.execute(db);
  await createLatestInvitation(db, "support");
  await createLatestInvitation(db, "organisation");
  await followSupportUsers(db);
  await createStateFunctions(db);
  await followPeople(db);
  await followMemberships(db);
  await followEmails(db);
  await sql`select store_support_invitation(id) from support_users`.execute(db);
}

/** Creates the function that finds the latest invitation of a support user or organisation user. */
async function createLatestInvitation(db: Kysely<unknown>, kind: "support" | "organisation"): Promise<void> {
  const people = sql.table(`${kind}_users`);
  await sql`
    create function ${sql.ref(`latest_${kind}_invitation`)}(person uuid, out at timestamptz, out failed boolean)
    language sql stable begin atomic
      select coalesce(latest.created_at, revived_at, people.created_at), coalesce(latest.status = 'failed', false)
      from ${people} people left join lateral (
        select emails.created_at, status from emails
        where ${sql.ref(`emails.${kind}_user_id`)} = people.id and is_invitation(emails.kind) and status <> 'cancelled'
          and emails.created_at >= coalesce(people.revived_at, '-infinity')
        order by emails.created_at desc limit 1
      ) latest on true
      where people.id = person;
    end
  `.execute(db);
}

async function followSupportUsers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function store_support_invitation(person uuid) returns void language plpgsql as $$
    begin
      perform from support_users where id = person for no key update; -- the next statement sees what this waited for
      update support_users set (invited_at, invitation_failed) = (select at, failed from latest_support_invitation(person))
      where id = person;
    end
    $$
  `.execute(db);
  await sql`
    create function forget_support_invitation() returns trigger language plpgsql as $$
    begin
      new.invited_at := coalesce(new.revived_at, new.created_at);
      new.invitation_failed := false;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger support_users_revived before update of revived_at on support_users
    for each row execute function forget_support_invitation()
  `.execute(db);
}

async function createStateFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function states_of(person uuid) returns setof person_states language sql stable begin atomic
      select people.id, place.id, first_name, last_name, last_signed_in_at, latest.at, latest.failed
      from organisation_users people
      cross join lateral latest_organisation_invitation(people.id) latest
      cross join lateral (
        select null::uuid as id union all select organisation_id from memberships where user_id = people.id
      ) place
      where people.id = person;
    end
  `.execute(db);
  await sql`
    create function lock_states(person uuid) returns void language plpgsql as $$
    begin
      perform from person_states where id = person and organisation_id is null for no key update;
      if not found then
        insert into person_states select * from states_of(person)
        on conflict do nothing; -- waits for the filling, if that is storing the person
        perform from person_states where id = person and organisation_id is null for no key update;
      end if;
    end
    $$
  `.execute(db);
  await sql`
    create function store_organisation_invitation(person uuid) returns void language plpgsql as $$
    begin
      perform lock_states(person); -- the next statement sees what this waited for
      update person_states
      set (invited_at, invitation_failed) = (select at, failed from latest_organisation_invitation(person))
      where id = person;
    end
    $$
  `.execute(db);
}

async function followPeople(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function store_person_state() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into person_states (id, first_name, last_name, last_signed_in_at, invited_at)
        values (new.id, new.first_name, new.last_name, new.last_signed_in_at, new.created_at);
        return null;
      end if;
      perform lock_states(new.id);
      update person_states
      set first_name = new.first_name, last_name = new.last_name, last_signed_in_at = new.last_signed_in_at
      where id = new.id;
      if new.revived_at is distinct from old.revived_at then
        perform store_organisation_invitation(new.id);
      end if;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger organisation_users_state
    after insert or update of first_name, last_name, last_signed_in_at, revived_at on organisation_users
    for each row execute function store_person_state()
  `.execute(db);
}

async function followMemberships(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function store_member_state() returns trigger language plpgsql as $$
    begin
      perform lock_states(new.user_id);
      insert into person_states
      select id, new.organisation_id, first_name, last_name, last_signed_in_at, invited_at, invitation_failed
      from person_states where id = new.user_id and organisation_id is null
      on conflict do nothing;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger memberships_state after insert on memberships
    for each row execute function store_member_state()
  `.execute(db);
}

async function followEmails(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function note_invitation() returns trigger language plpgsql as $$
    begin
      if new.support_user_id is not null then
        perform store_support_invitation(new.support_user_id);
      end if;
      if new.organisation_user_id is not null then
        perform store_organisation_invitation(new.organisation_user_id);
      end if;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger emails_invite after insert on emails
    for each row when (is_invitation(new.kind)) execute function note_invitation()
  `.execute(db);
  // Merging people moves emails to one of them; the other is deleted.
  await sql`
    create trigger emails_fail after update of status, organisation_user_id on emails
    for each row when (is_invitation(new.kind) and (
      old.status <> new.status and ('failed' in (old.status, new.status) or new.status = 'cancelled')
      or old.organisation_user_id <> new.organisation_user_id
    ))
    execute function note_invitation()
  `.execute(db);
}
