import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { createCrowd, createSchools } from "../../../records/crowd.ts";

/** How many rows of each kind, besides people. */
export type Sizes = { organisations: number; supportUsers: number; activity: number };

/** The numbers of the schools whose pages are measured. Other people belong to other schools. */
export const schools = { large: 1, small: 2, usual: 3 };

/** How many users each school has. The large school has its users only in the large database. */
export const users = { large: 2_000, small: 16, usual: 40 };

/** Adds organisations, support users, the activity log, and the people of the small and the usual school. */
export async function fillDatabase(db: Database, sizes: Sizes, people: number): Promise<void> {
  await createSchools(db, sizes.organisations);
  await createSupportUsers(db, sizes.supportUsers);
  const { small, usual } = users;
  const school = sql<number>`case
    when n <= ${small} then ${schools.small}
    when n <= ${small + usual} then ${schools.usual}
    else 4 + n % ${sizes.organisations - 3} end`;
  await createCrowd(db, { first: 1, last: people, school });
  await createActivity(db, sizes.activity);
}

/**
 * Adds the large school's users, then people elsewhere, until there are `people` in all. There were `before`.
 */
export async function addPeople(
  db: Database,
  { organisations }: Sizes,
  before: number,
  people: number,
): Promise<void> {
  const school = sql<number>`case
    when n <= ${before + users.large} then ${schools.large}
    else 4 + n % ${organisations - 3} end`;
  await createCrowd(db, { first: before + 1, last: people, school });
}

async function createSupportUsers(db: Database, count: number): Promise<void> {
  await sql`
    insert into support_users (first_name, last_name, email, dfe_sign_in_id, last_signed_in_at)
    select 'Staff', 'Member ' || n, 'staff.' || n || '@education.gov.uk', 'staff-' || n, now()
    from generate_series(1, ${count}::integer) n
  `.execute(db);
  await sql`analyze support_users`.execute(db);
}

/** Log entries: people added to the usual school, one a minute. */
async function createActivity(db: Database, count: number): Promise<void> {
  await sql`
    with actors as (select array_agg(id) as ids from support_users),
    subjects as (select array_agg(id order by email) as ids from (select id, email from organisation_users limit 2000) p)
    insert into activity (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name,
      organisation_id)
    select now() - make_interval(mins => ${count}::integer - n), 'support_user',
      actors.ids[1 + n % array_length(actors.ids, 1)], 'Staff Member', 'added', 'organisation_user',
      subjects.ids[1 + n % array_length(subjects.ids, 1)], 'Person ' || n, organisations.id
    from generate_series(1, ${count}::integer) n, actors, subjects,
      (select id from organisations where urn = ${String(200_000 + schools.usual)}) organisations
  `.execute(db);
  await sql`analyze activity`.execute(db);
}
