import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";

/** Creates this many schools: 'Crowd School 1' and so on. */
export async function createSchools(db: Database, count: number): Promise<void> {
  await sql`
    insert into organisations (name, type, urn, town, postcode)
    select 'Crowd School ' || n, 'Community school', 200000 + n, 'Leeds', 'LS1 1AA'
    from generate_series(1, ${count}::integer) n
  `.execute(db);
  await sql`analyze organisations`.execute(db);
}

/**
 * Creates people number `first` to `last`, from 5,000 first and 40,000 last names, the same each time. Every
 * third has signed in.
 *
 * @param school the number of the school that a person belongs to, from their number `n`
 */
export async function createCrowd(
  db: Database,
  { first, last, school }: { first: number; last: number; school: RawBuilder<number> },
): Promise<void> {
  await sql`
    with names as (
      select n, initcap(translate((n % 5000)::text, '0123456789', 'aeiourstln')) as first_name,
        initcap(translate((n * 7919::bigint % 40000 + 10000)::text, '0123456789', 'bcdfghjkmp')) as last_name
      from generate_series(${first}::integer, ${last}::integer) n
    ), people as (
      insert into organisation_users (first_name, last_name, email, dfe_sign_in_id, last_signed_in_at)
      select first_name, last_name, lower(first_name || '.' || last_name || n) || '@example.com',
        case when n % 3 = 0 then 'dsi-' || n end, case when n % 3 = 0 then now() end
      from names
      returning id, email
    )
    insert into memberships (organisation_id, user_id)
    select organisations.id, people.id
    from (
      select n, lower(first_name || '.' || last_name || n) || '@example.com' as email, ${school} as school from names
    ) placed
    join people using (email)
    join organisations on urn = (200000 + school)::text
  `.execute(db);
  await sql`analyze organisation_users, memberships, person_states, searched_people`.execute(db);
}
