import { type Kysely, sql } from "kysely";

/**
 * Sorts new entries into the index of closed organisations' trigrams as well (specification, section 7, Search). db/filling
 * makes that index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sort_organisations_trigrams() returns trigger language plpgsql as $$
    begin
      perform gin_clean_pending_list(to_regclass(name)) -- null until db/filling has made it
      from unnest('{organisations_trigrams,organisations_closed_trigrams}'::text[]) name;
      return null;
    end
    $$
  `.execute(db);
  // As 0045-sorting-as-the-owner.ts says. Replacing the function has undone it.
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
