import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";

const members = sql`(
  select organisation_id as id, count(*) as users, min(user_id::text)::uuid as person,
    count(distinct lower(user_first_name || ' ' || user_last_name)) as names
  from memberships group by organisation_id
)`;

const usual = sql`
  select id from ${members} members
  where names = users and users between 30 and 50 and id in (select id from organisations where not is_closed)
    and exists (
      select from memberships join organisation_users on organisation_users.id = user_id
      where organisation_id = members.id and dfe_sign_in_id is null
    )
    and not exists (
      select from bulk_change_organisations affected join bulk_changes on bulk_changes.id = bulk_change_id
      where affected.organisation_id = members.id and finished_at is null
    )
  order by id limit 1
`;
const largest = sql`
  select id from ${members} members where id in (select id from organisations where not is_closed)
  order by users desc, id limit 1
`;
const newestBulkChange = (condition: RawBuilder<unknown>) => sql`
  select id from bulk_changes where ${condition} order by started_at desc limit 1
`;
const inReverse = sql`order by first_name collate english desc, last_name collate english desc, id desc`;

/** What is measured by name, with SQL for the id. */
const measured = {
  largest,
  /** An organisation with two pages of users, who all have different names, and no bulk change in progress. */
  usual,
  /** One that has closed and has a successor. */
  closed: sql`
    select id from ${members} members where id in (select organisation_id from organisation_successors)
    order by users desc, id limit 1
  `,
  /** A user of the usual organisation, and one who has not signed in. */
  person: sql`select min(user_id::text)::uuid from memberships where organisation_id = (${usual})`,
  invited: sql`
    select user_id from memberships join organisation_users on organisation_users.id = user_id
    where organisation_id = (${usual}) and dfe_sign_in_id is null order by user_id limit 1
  `,
  /** A person with several organisations, and one of these. */
  member: sql`select user_id from memberships group by user_id having count(*) > 1 order by user_id limit 1`,
  ownOrganisation: sql`
    select organisation_id from memberships where user_id = (
      select user_id from memberships group by user_id having count(*) > 1 order by user_id limit 1
    ) order by organisation_id limit 1
  `,
  staff: sql`select id from support_users where removed_at is null order by id limit 1`,
  /** The sign-in problem of somebody with a common name. */
  problem: sql`
    select id from refused_sign_ins order by given_name = 'Sarah' desc, family_name = 'Smith' desc, id limit 1
  `,
  bulkChange: newestBulkChange(sql`finished_at is not null and details_deleted_at is null and total = 300`),
  largestBulkChange: newestBulkChange(sql`finished_at is not null`),
  runningBulkChange: newestBulkChange(sql`started_at is not null and finished_at is null`),
  oldBulkChange: newestBulkChange(sql`details_deleted_at is not null`),
  checkedBulkChange: newestBulkChange(sql`started_at is null`),
  token: sql`
    select id from api_tokens where revoked_at is null and name like 'Script %' order by created_at desc limit 1
  `,
  /** People near the end of a list. */
  lateUser: sql`select id from person_states where organisation_id is null ${inReverse} offset 600 limit 1`,
  lateMember: sql`
    select id from person_states where organisation_id = (${largest}) ${inReverse} offset 20 limit 1
  `,
};

export type Measured = Record<keyof typeof measured, string>;

/**
 * Finds what paths call `:usual` and the like.
 *
 * @throws {Error} if the data set has none of something
 */
export async function findMeasured(db: Database): Promise<Measured> {
  const columns = Object.entries(measured).map(([name, id]) => sql`(${id}) as ${sql.ref(name)}`);
  const { rows } = await sql<Measured>`select ${sql.join(columns)}`.execute(db);
  const [found] = rows;
  const missing = Object.keys(measured).filter((name) => !found?.[name as keyof Measured]);
  if (found === undefined || missing.length > 0) throw new Error(`The data set has no ${missing.join(", ")}`);
  return found;
}
