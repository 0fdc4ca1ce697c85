import { type Kysely, sql } from "kysely";

/**
 * Drops what only releases before 0016-search.ts searched: `search_name` and `search_text`, with their triggers and indexes
 * of trigrams, and the index of postcodes. Other indexes have all that the index on the name of organisations has.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger organisation_users_fold on organisation_users`.execute(db);
  await sql`drop function fold_person()`.execute(db);
  await sql`
    create or replace function fold_organisation() returns trigger language plpgsql as $$
    begin
      new.search_words := concat_ws(' ', search_words(new.name), search_words(new.town),
        fold_without_spaces(new.postcode), '#' || new.urn, '~' || new.ukprn) || ' ';
      return new;
    end
    $$
  `.execute(db);
  await sql`drop function fold_for_release_before(text)`.execute(db);
  await sql`alter table organisations drop column search_name`.execute(db);
  await sql`alter table organisation_users drop column search_text`.execute(db);
  await sql`drop index organisations_search_postcode, organisations_name`.execute(db);
  await sortTrigramsAtOnce(db);
}

/**
 * Lets the index of organisations' trigrams take many entries at a time, because imports write many rows. What waits is
 * sorted in at the end of each statement: a search looks through it once for each segment.
 */
async function sortTrigramsAtOnce(db: Kysely<unknown>): Promise<void> {
  await sql`alter index if exists organisations_trigrams set (fastupdate = on)`.execute(db);
  await sql`
    create function sort_organisations_trigrams() returns trigger language plpgsql as $$
    begin
      perform gin_clean_pending_list(to_regclass('organisations_trigrams')); -- null until db/filling has made it
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger organisations_trigrams after insert or update on organisations
    for each statement execute function sort_organisations_trigrams()
  `.execute(db);
}
