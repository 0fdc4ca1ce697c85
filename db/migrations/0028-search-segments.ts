import { type Kysely, sql } from "kysely";
import { organisationStarts, personStarts } from "../search/segments.ts";

const lists = [
  { table: "organisations", names: ["name"], starts: organisationStarts },
  { table: "person_words", names: ["first_name", "last_name"], starts: personStarts },
];

/**
 * Adds functions that return the trigrams of a row, each marked with the segment of the list that the row is in
 * (specification, section 7, Search). db/filling makes the indexes of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type place_in_list as (first text collate english, second text collate english)`.execute(
    db,
  );
  // `show_trgm` is several times faster than `substr`, but hashes letters outside ASCII. The cost keeps PostgreSQL from
  // reading a small table instead of the index, which would call the function for each row in each segment. Without
  // `restricted`, PostgreSQL would then start parallel workers for each segment.
  await sql`
    create function segment_trigrams(segment integer, words text) returns tsvector
    language sql immutable strict parallel restricted cost 10000
    return array_to_tsvector(case when octet_length(words) = char_length(words)
      then array(
        select chr(256 + segment) || trigram from unnest(show_trgm(words)) trigram where trigram >= '0' collate "C"
      )
      else array(
        select chr(256 + segment) || substr(words || ' ', place, 3) from generate_series(1, char_length(words) - 1) place
      )
    end)
  `.execute(db);
  for (const { table, names, starts } of lists) {
    const startsOf = sql.ref(`${table}_starts`);
    const places = starts.map(([first = "", second = ""]) => `"(\\"${first}\\",\\"${second}\\")"`);
    await sql`
      create function ${startsOf}() returns place_in_list[] language sql immutable parallel safe
      return ${sql.lit(`{${places.join(",")}}`)}::place_in_list[]
    `.execute(db);
    const parameters = sql.join(names.map((name) => sql`${sql.ref(name)} text`));
    const place = sql.join([...names.map((name) => sql.ref(name)), sql.lit("")].slice(0, 2));
    await sql`
      create function ${sql.ref(`${table}_trigrams`)}(${parameters}, search_words text) returns tsvector
      language sql immutable parallel safe
      return segment_trigrams(width_bucket(row(${place})::place_in_list, ${startsOf}()), search_words)
    `.execute(db);
  }
}
