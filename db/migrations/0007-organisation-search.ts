import { type Kysely, sql } from "kysely";
import { foldLetters } from "../search/letters.ts";

/**
 * Adds search for organisations: by UKPRN, by postcode, and by name. `search_name` is the name in the form of
 * `foldLetters`; the application must write it whenever it writes `name`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`alter table organisations add column search_name text`.execute(db);
  await foldStoredNames(db);
  await sql`alter table organisations alter column search_name set not null`.execute(db);
  await sql`create index organisations_search_name on organisations using gin (search_name gin_trgm_ops)`.execute(
    db,
  );
  await sql`create index organisations_ukprn on organisations (ukprn)`.execute(db);
  await sql`
    create index organisations_search_postcode on organisations (upper(replace(postcode, ' ', '')) text_pattern_ops)
  `.execute(db);
}

async function foldStoredNames(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from organisations`.execute(db);
  const ids = rows.map(({ id }) => id);
  const folded = rows.map(({ name }) => foldLetters(name));
  await sql`
    update organisations set search_name = folded.name
    from unnest(${ids}::uuid[], ${folded}::text[]) as folded (id, name)
    where organisations.id = folded.id
  `.execute(db);
}
