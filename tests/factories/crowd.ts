import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/**
 * As many people, of 5,000 first and 40,000 last names, each a member of one of 1,000 schools; every third has signed
 * in. Names are such that folding them is putting them in lower case, which SQL can do.
 */
export async function createCrowd(db: Database, count: number): Promise<void> {
  await sql`
    insert into organisations (name, search_name, type, urn)
    select 'Crowd School ' || n, 'crowd school ' || n, 'Community school', 200000 + n from generate_series(1, 1000) n
  `.execute(db);
  await sql`
    with people as (
      insert into organisation_users (first_name, last_name, email, search_text, dfe_sign_in_id, last_signed_in_at)
      select first_name, last_name, mailbox || '@example.com',
        lower(first_name || ' ' || last_name) || ' ' || replace(mailbox, '.', '') || '@examplecom',
        case when n % 3 = 0 then 'dsi-' || n end, case when n % 3 = 0 then now() end
      from (
        select n, initcap(translate((n % 5000)::text, '0123456789', 'aeiourstln')) as first_name,
          initcap(translate((n * 7919 % 40000 + 10000)::text, '0123456789', 'bcdfghjkmp')) as last_name,
          'person.' || n as mailbox
        from generate_series(1, ${count}::integer) n
      ) names
      returning id
    )
    insert into memberships (organisation_id, user_id)
    select (array(select id from organisations where urn::integer > 200000))[1 + (row_number() over ()) % 1000], id
    from people
  `.execute(db);
  await sql`analyze organisations, organisation_users, memberships`.execute(db);
}
