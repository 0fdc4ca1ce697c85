import { type Kysely, sql } from "kysely";

/**
 * Empties `person_words`, which only releases before 0040-filters-with-words.ts searched, and drops what wrote to it. The
 * table stays, with its indexes: the release before looks for them at each start, and would fill the table anew if it
 * missed one, or fail without the table. The next release drops it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // In the order in which adding somebody locks both tables.
  await sql`drop trigger organisation_users_words on organisation_users`.execute(db);
  await sql`drop function store_person_words()`.execute(db);
  await sql`alter table person_words drop constraint person_words_id_fkey`.execute(db);
  await sql`truncate person_words`.execute(db);
  await sql`
    create index if not exists person_words_trigrams on person_words
    using gin (person_words_trigrams(first_name, last_name, search_words)) with (fastupdate = off)
  `.execute(db);
  await sql`
    create index if not exists person_words_in_order on person_words
    (first_name collate english, last_name collate english, id) include (search_words)
  `.execute(db);
}
