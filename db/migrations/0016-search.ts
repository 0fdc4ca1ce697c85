import { type Kysely, sql } from "kysely";
import { createFoldLetters, createSearchWords } from "../search/functions.ts";
import { punctuation, spaces } from "../search/letters.ts";

const between = sql.lit(`[${spaces}${punctuation}]+`);

/**
 * Adds `search_words`, the text that a search for words looks in (specification, section 7, Search). Triggers write it,
 * also where the release before writes the row. `search_name` and `search_text`, which that release searches, are
 * written by triggers too. db/filling stores the words of the rows that are there, and makes the indexes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(createFoldLetters).execute(db);
  await sql.raw(createSearchWords).execute(db);
  await sql`
    create function fold_without_spaces(value text) returns text language sql immutable strict parallel safe
    return regexp_replace(fold_letters(value) collate "C", ${between}, '', 'g')
  `.execute(db);
  await sql`
    create function fold_for_release_before(value text) returns text language sql immutable strict parallel safe
    return btrim(regexp_replace(replace(fold_letters(value), '.', '') collate "C", '[-[:space:]\u2010-\u2015]+', ' ', 'g'))
  `.execute(db);
  await foldOrganisations(db);
  await foldPeople(db);
  await createPersonWords(db);
}

async function foldOrganisations(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table organisations add column search_words text, alter column search_words set statistics 500,
      alter column search_name set default ''
  `.execute(db);
  // '#' and '~' tell a URN from a UKPRN. No word of a search has them but a number with its label.
  await sql`
    create function fold_organisation() returns trigger language plpgsql as $$
    begin
      new.search_words := concat_ws(' ', search_words(new.name), search_words(new.town),
        fold_without_spaces(new.postcode), '#' || new.urn, '~' || new.ukprn) || ' ';
      if tg_op = 'INSERT' and coalesce(new.search_name, '') = ''
        or tg_op = 'UPDATE' and new.name <> old.name and new.search_name = old.search_name
      then
        new.search_name := fold_for_release_before(new.name);
      end if;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger organisations_fold
    before insert or update of name, town, postcode, urn, ukprn, search_words on organisations
    for each row execute function fold_organisation()
  `.execute(db);
}

async function foldPeople(db: Kysely<unknown>): Promise<void> {
  await sql`alter table organisation_users alter column search_text set default ''`.execute(db);
  await sql`
    create function fold_person() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' and coalesce(new.search_text, '') = ''
        or tg_op = 'UPDATE' and new.search_text = old.search_text
          and (new.first_name, new.last_name, new.email) is distinct from (old.first_name, old.last_name, old.email)
      then
        new.search_text := fold_for_release_before(concat_ws(' ', new.first_name, new.last_name, new.email));
      end if;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger organisation_users_fold
    before insert or update of first_name, last_name, email on organisation_users
    for each row execute function fold_person()
  `.execute(db);
}

/**
 * The words of people are in a table of their own, which holds only what a search reads, about in the order of the list:
 * the rows that a search finds then lie on few pages.
 */
async function createPersonWords(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person_words (
      id uuid primary key references organisation_users on delete cascade,
      first_name text not null,
      last_name text not null,
      search_words text not null
    )
  `.execute(db);
  await sql`alter table person_words alter column search_words set statistics 500`.execute(db);
  await sql`
    create function words_of_person(first_name text, last_name text, email text) returns text
    language sql immutable parallel safe
    return concat_ws(' ', search_words(first_name || ' ' || last_name), fold_without_spaces(email)) || ' '
  `.execute(db);
  await sql`
    create function store_person_words() returns trigger language plpgsql as $$
    begin
      insert into person_words
      values (new.id, new.first_name, new.last_name, words_of_person(new.first_name, new.last_name, new.email))
      on conflict (id) do update
      set first_name = excluded.first_name, last_name = excluded.last_name, search_words = excluded.search_words;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger organisation_users_words
    after insert or update of first_name, last_name, email on organisation_users
    for each row execute function store_person_words()
  `.execute(db);
}
