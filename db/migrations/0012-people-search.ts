import { type Kysely, sql } from "kysely";
import { personSearchText } from "../person-search-text.ts";

/**
 * What organisation users are searched by: name and address, folded, which whoever writes them writes too. And the
 * order of the list of all of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`alter table organisation_users add column search_text text`.execute(db);
  await foldStoredPeople(db);
  await sql`alter table organisation_users alter column search_text set not null`.execute(db);
  await sql`
    create index organisation_users_search_text on organisation_users using gin (search_text gin_trgm_ops)
  `.execute(db);
  await sql`
    create index organisation_users_name
    on organisation_users (first_name collate english, last_name collate english, id)
  `.execute(db);
}

type Row = { id: string; firstName: string; lastName: string; email: string };

async function foldStoredPeople(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Row>`
    select id, first_name as "firstName", last_name as "lastName", email from organisation_users
  `.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`
    update organisation_users set search_text = folded.text
    from unnest(${ids}::uuid[], ${rows.map(personSearchText)}::text[]) as folded (id, text)
    where organisation_users.id = folded.id
  `.execute(db);
}
