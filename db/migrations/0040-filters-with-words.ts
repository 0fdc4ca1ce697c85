import { type Kysely, sql } from "kysely";
import { personStarts } from "../search/segments.ts";

/**
 * Keeps what the filters of lists look for beside the words that searches read (specification, section 14): so a search with
 * a filter looks up nobody in another table. `searched_people` takes the place of `person_words`, which the release before
 * goes on reading. It is a new table because adding columns to the other and filling them would write each person's
 * trigrams again, one by one, which takes ten times as long.
 *
 * A transaction locks a person's own row in `person_states` before the one in this table. No index has the times, so a
 * sign-in writes to none of the indexes while the row's page has room.
 *
 * db/filling stores the people who are there, and makes the indexes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table searched_people (
      id uuid primary key references organisation_users on delete cascade,
      first_name text not null,
      last_name text not null,
      search_words text not null,
      last_signed_in_at timestamptz,
      invited_at timestamptz not null,
      invitation_failed boolean not null
    ) with (fillfactor = 85)
  `.execute(db);
  await sql`alter table searched_people alter column search_words set statistics 500`.execute(db);
  await createSegments(db);
  await followPeople(db);
  await followStates(db);
}

/** Creates the functions that 0028-search-segments.ts creates for `person_words`. */
async function createSegments(db: Kysely<unknown>): Promise<void> {
  const places = personStarts.map(([first = "", second = ""]) => `"(\\"${first}\\",\\"${second}\\")"`);
  await sql`
    create function searched_people_starts() returns place_in_list[] language sql immutable parallel safe
    return ${sql.lit(`{${places.join(",")}}`)}::place_in_list[]
  `.execute(db);
  await sql`
    create function searched_people_trigrams(first_name text, last_name text, search_words text) returns tsvector
    language sql immutable parallel safe
    return segment_trigrams(
      width_bucket(row(first_name, last_name)::place_in_list, searched_people_starts()), search_words
    )
  `.execute(db);
}

async function followPeople(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function store_searched_person() returns trigger language plpgsql as $$
    begin
      perform lock_states(new.id);
      insert into searched_people
      select new.id, new.first_name, new.last_name, words_of_person(new.first_name, new.last_name, new.email),
        last_signed_in_at, invited_at, invitation_failed
      from person_states where id = new.id and organisation_id is null
      on conflict (id) do update
      set first_name = excluded.first_name, last_name = excluded.last_name, search_words = excluded.search_words;
      return null;
    end
    $$
  `.execute(db);
  // PostgreSQL runs it after organisation_users_state, by their names: the state of a new person is stored.
  await sql`
    create trigger organisation_users_to_search
    after insert or update of first_name, last_name, email on organisation_users
    for each row execute function store_searched_person()
  `.execute(db);
}

async function followStates(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function store_searched_state() returns trigger language plpgsql as $$
    begin
      update searched_people
      set last_signed_in_at = new.last_signed_in_at, invited_at = new.invited_at,
        invitation_failed = new.invitation_failed
      where id = new.id;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger person_states_to_search
    after update of last_signed_in_at, invited_at, invitation_failed on person_states for each row
    when (
      new.organisation_id is null
      and (old.last_signed_in_at, old.invited_at, old.invitation_failed)
        is distinct from (new.last_signed_in_at, new.invited_at, new.invitation_failed)
    )
    execute function store_searched_state()
  `.execute(db);
}
