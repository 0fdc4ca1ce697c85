import { type Kysely, sql } from "kysely";
import { foldLetters } from "../search/letters.ts";

/**
 * Adds the text by which organisation users are searched, their name and email address in the form of `foldLetters`,
 * and an index for the list of all organisation users in order of name.
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

function searchTextOf({ firstName, lastName, email }: Row): string {
  return foldLetters(`${firstName} ${lastName} ${email}`);
}

async function foldStoredPeople(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Row>`
    select id, first_name as "firstName", last_name as "lastName", email from organisation_users
  `.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`
    update organisation_users set search_text = folded.text
    from unnest(${ids}::uuid[], ${rows.map(searchTextOf)}::text[]) as folded (id, text)
    where organisation_users.id = folded.id
  `.execute(db);
}
