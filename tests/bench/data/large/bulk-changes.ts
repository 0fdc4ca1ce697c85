import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { homeOf, idOf, somebody, uniform } from "./chance.ts";
import type { LargeSizes } from "./sizes.ts";

/**
 * The bulk changes by number, newest first: -1 is checked and not started, 0 is in progress, from 1 on they have ended. A
 * fifth of these ended in the last 30 days and have their rows. The others ended before: their rows were deleted.
 */
const unstarted = -1;
const running = 0;

/** For bulk change number `change`: its kind, and how many rows it has. The first ones have as many as there may be. */
const kindOf = sql`
  (case when change <= 1 then 'add' else ('{remove,add,add,invite_again,add}'::text[])[1 + change % 5] end)
`;
const rowsOf = ({ people }: LargeSizes) => sql`
  case when change <= 1 then ${people / 100}::integer else ('{10,50,300,100,40}'::integer[])[1 + change % 5] end
`;

/** Of those with 40 rows, one in five was stopped when half of them were done. */
const wasStopped = sql`(change > 1 and change % 25 = 4)`;
/** All rows of those with 40 rows are for one organisation, and a script started them. */
const isForOne = sql`(change > 1 and change % 5 = 4)`;

const unknown = "There is no organisation with this URN or UKPRN";

/** What becomes of rows: for each kind, up to which chance, what the check found, how it ended, and the problem. */
const endings = sql`(values
  ('add', 0.70, 'will_be_added', 'added', null),
  ('add', 0.80, 'will_be_linked', 'linked', null),
  ('add', 0.82, 'will_be_added', 'already_belongs', null),
  ('add', 0.88, 'already_belongs', 'already_belongs', 'Already belongs to this organisation'),
  ('add', 0.95, 'refused', 'refused', ${sql.lit(unknown)}),
  ('add', 0.98, 'will_be_added', 'refused', 'The organisation has closed'),
  ('add', 1.00, 'will_be_added', 'failed', null),
  ('invite_again', 0.75, 'will_be_invited', 'invited', null),
  ('invite_again', 0.80, 'will_be_invited', 'signed_in', null),
  ('invite_again', 0.90, 'signed_in', 'signed_in', 'Has signed in'),
  ('invite_again', 0.93, 'just_invited', 'just_invited', 'Invited less than 5 minutes ago'),
  ('invite_again', 0.98, 'refused', 'refused', 'We have sent this user 10 emails in 24 hours.'),
  ('invite_again', 1.00, 'will_be_invited', 'failed', null),
  ('remove', 0.88, 'will_be_removed', 'removed', null),
  ('remove', 0.95, 'already_removed', 'already_removed', 'Already removed'),
  ('remove', 1.00, 'will_be_removed', 'already_removed', null)
) ending (of_kind, up_to, verdict, outcome, problem)`;

/** Fills in the bulk changes of support users and of scripts, with their rows and organisations. */
export async function fillBulkChanges(db: Database, sizes: LargeSizes): Promise<void> {
  await fillRows(db, sizes);
  await sql`analyze bulk_change_rows`.execute(db);
  await fillChanges(db, sizes);
  await sql`
    insert into bulk_change_organisations (organisation_id, bulk_change_id)
    select distinct organisation_id, changes.id from ${changesOf(sizes)} changes
    join bulk_change_rows on bulk_change_id = source_id
    where organisation_id is not null
  `.execute(db);
}

async function fillRows(db: Database, sizes: LargeSizes): Promise<void> {
  const outcome = sql`
    case
      when verdict not like 'will_be_%' then outcome
      when change = ${sql.lit(unstarted)} then null
      when change = ${sql.lit(running)} and position > rows / 2 then null
      when ${wasStopped} and position > rows / 2 then 'stopped'
      else outcome
    end
  `;
  const urn = sql`
    case when problem = ${sql.lit(unknown)} then '' else coalesce(organisations.urn, organisations.ukprn) end
  `;
  const organisation = sql`(values (case when ${isForOne} then change else person end)) of (n)`;
  await sql`
    insert into bulk_change_rows (bulk_change_id, position, number, cells, first_name, last_name, email, urn,
      organisation_id, user_id, verdict, outcome, problem)
    select ${idOf("bulk change", sql`change`)}, position, position,
      array[users.first_name, users.last_name, users.email, row_urn], users.first_name, users.last_name, users.email,
      row_urn, case when row_urn <> '' then organisations.id end, case when row_urn <> '' then users.id end,
      verdict::bulk_change_verdict, row_outcome::bulk_change_outcome, case when row_outcome = outcome then problem end
    from (
      select drawn.*, (select ${homeOf(sizes)} from ${organisation}) as home,
        (select min(up_to) from ${endings} where of_kind = kind and up_to > chance) as up_to
      from (
        select change, position, rows, ${kindOf} as kind, ${uniform("ending")} as chance,
          ${somebody("row", sizes.people)} as person
        from generate_series(${sql.lit(unstarted)}, ${sizes.bulkChanges}::integer) change,
          lateral (select ${rowsOf(sizes)} as rows) sized, generate_series(1, rows) position,
          lateral (select change::bigint * 10000 + position as n) numbered
      ) drawn
    ) placed
    join ${endings} on of_kind = kind and ending.up_to = placed.up_to
    join organisation_users users on users.id = ${idOf("person", sql`person`)}
    join organisations on organisations.id = ${idOf("organisation", sql`(1 + home)`)},
    lateral (select ${outcome} as row_outcome, ${urn} as row_urn) made
    order by change desc, position
  `.execute(db);
}

/**
 * A table of all bulk changes with their numbers, when they began and ended, and who started them. Those of which only
 * counts are left have the counts of `source_id`.
 */
function changesOf({ bulkChanges, supportUsers, apiTokens }: LargeSizes) {
  const kept = sql`${bulkChanges}::integer`;
  return sql`(
    select *, ${idOf("bulk change", sql`n`)} as id, ${idOf("bulk change", sql`change`)} as source_id,
      coalesce(ended_at, now()) - interval '10 minutes' as began_at,
      (case when ${isForOne} then 'api_token' else 'support_user' end)::actor_kind as starter_kind,
      case when ${isForOne} then ${idOf("api token", sql`starter_token`)} else ${idOf("support user", sql`starter`)} end
        as starter_id,
      case when ${isForOne} then 'Script ' || starter_token else 'Staff Member ' || starter end as starter_name
    from (
      select n, case when n <= 0 then n else 1 + (n - 1) % ${kept} end as change, n > ${kept} as is_old,
        case
          when n > ${kept} then now() - interval '31 days' - interval '700 days' * (n - ${kept}) / (4 * ${kept})
          when n > 0 then now() - interval '29 days' * (n - 1) / ${kept}
        end as ended_at,
        1 + floor(${supportUsers}::integer * power(${uniform("starter")}, 2))::integer as starter,
        1 + n % ${apiTokens}::integer as starter_token
      from generate_series(${sql.lit(unstarted)}, 5 * ${bulkChanges}::integer) n
    ) numbered
  )`;
}

async function fillChanges(db: Database, sizes: LargeSizes): Promise<void> {
  const countBy = (column: string) => sql`(
    select jsonb_object_agg(value, times) from (
      select ${sql.ref(column)} as value, count(*) as times from bulk_change_rows
      where bulk_change_id = source_id and ${sql.ref(column)} is not null group by 1
    ) counted
  )`;
  const isUnstarted = sql`n = ${sql.lit(unstarted)}`;
  const ifStarted = (value: string) => sql`case when not ${isUnstarted} then ${sql.ref(value)} end`;
  await sql`
    insert into bulk_changes (id, kind, created_at, started_at, started_by_kind, started_by_id, started_by_name,
      api_token_id, finished_at, outcomes, stopped_because, told_at, details_deleted_at, file_name, header,
      organisation_id, total, emails, people, verdicts)
    select changes.id, ${kindOf}::bulk_change_kind, began_at - interval '5 minutes', ${ifStarted("began_at")},
      ${ifStarted("starter_kind")}, ${ifStarted("starter_id")}, ${ifStarted("starter_name")},
      case when ${isUnstarted} then ${idOf("api token", sql`4`)} end, ended_at,
      case when ended_at is not null then ${countBy("outcome")} end, case when ${wasStopped} then 'asked' end, ended_at,
      case when is_old then ended_at + interval '30 days' end, case when not is_old then 'users.csv' end,
      case when not is_old then '{First name,Last name,Email address,URN}'::text[] end,
      (select min(organisation_id::text)::uuid from bulk_change_rows where bulk_change_id = source_id and ${isForOne}),
      total, total, total, ${countBy("verdict")}
    from ${changesOf(sizes)} changes,
    lateral (select count(*) as total from bulk_change_rows where bulk_change_id = source_id) counted
    order by n desc
  `.execute(db);
}

/** The entries of bulk changes in the activity log: their starts and stops, and what was done for each row. */
export async function fillActivityOfBulkChanges(db: Database, sizes: LargeSizes): Promise<void> {
  await sql`
    insert into activity (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, organisation_id)
    select case action when 'started' then began_at else ended_at end, starter_kind, starter_id, starter_name,
      action::activity_action, 'bulk_change', changes.id, organisation_id
    from ${changesOf(sizes)} changes join bulk_changes using (id), unnest('{started,stopped}'::text[]) action
    where case action when 'started' then started_at is not null else stopped_because is not null end
    order by 1
  `.execute(db);
  await sql`
    insert into activity (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name,
      subject_email, organisation_id, bulk_change_id)
    select began_at + interval '10 minutes' * position / 10000, starter_kind, starter_id, starter_name,
      (case outcome when 'invited' then 'invited_again' else outcome::text end)::activity_action, 'organisation_user',
      user_id, first_name || ' ' || last_name, email, organisation_id, changes.id
    from ${changesOf(sizes)} changes join bulk_change_rows on bulk_change_id = source_id
    where n > ${sql.lit(unstarted)} and outcome in ('added', 'linked', 'invited', 'removed')
    order by 1
  `.execute(db);
}
