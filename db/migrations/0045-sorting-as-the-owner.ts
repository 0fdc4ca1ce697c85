import { type Kysely, sql } from "kysely";

/**
 * Lets a role that does not own the tables import organisations (specification, section 9, Production): the trigger that
 * sorts new entries into the index of the search runs as the owner, which PostgreSQL asks for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A function that runs as its owner must not find objects that its caller made: pg_temp is searched last.
  await sql`
    do $$
    begin
      execute format(
        'alter function sort_organisations_trigrams() security definer set search_path = %I, pg_temp',
        current_schema()
      );
    end
    $$
  `.execute(db);
}
