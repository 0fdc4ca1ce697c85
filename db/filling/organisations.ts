import { type Kysely, sql } from "kysely";
import { isTrue } from "./is-true.ts";

/** Pages of the table, of about 30 rows each, in one transaction. Changes to these rows wait until it ends. */
const batchPages = 32;

/** Stores the words of all organisations but those that others have locked. Returns whether there are some left. */
export async function fillOrganisations(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ pages: number }>`
    select (pg_relation_size('organisations') / current_setting('block_size')::integer)::integer as pages
  `.execute(db);
  const [{ pages } = { pages: 0 }] = rows;
  for (let page = 0; page < pages; page += batchPages) {
    await sql`
      with batch as materialized (
        select id from organisations
        where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + batchPages},0)`}::tid and search_words is null
        for update skip locked
      )
      update organisations set search_words = '' where id in (select id from batch) -- a trigger writes the words
    `.execute(db);
  }
  return isTrue(db, sql`exists (select from organisations where search_words is null)`);
}
