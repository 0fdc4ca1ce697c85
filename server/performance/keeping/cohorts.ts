import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { londonDay } from "./figures.ts";

/** For how many days after a person was added an invitation and a sign-in count. */
export const finalAfterDays = 90;

/** SQL for the condition that something happened in the days that count for a person who was added on `day`. */
const counts = (day: ReturnType<typeof londonDay>, to: string) =>
  sql`${day} <= least(begun.day + ${sql.lit(finalAfterDays)}, ${to}::date)`;

/** SQL for the time of the last entry about a person before another one; an invitation after it is of what follows. */
const timeBefore = (id: string) => sql`(
  select at from activity where subject_id = begun.subject_id and id < ${sql.ref(id)} order by id desc limit 1
)`;

/**
 * Stores anew the figures of the people who were added on the days from `from` to `to`, as known at the end of `counted`
 * (specification, section 15, Users added).
 *
 * A person's case begins with an entry 'added' and lasts until the next one about the same record. It ends with the first
 * sign-in, by themselves or by the person that the record was merged into, unless they were removed from their last
 * organisation before. Entries about one person have ids in the order in which they were written, because each change
 * locks the person.
 */
export async function storeCohorts(
  trx: Transaction<DB>,
  { from, to, counted }: { from: string; to: string; counted: string },
): Promise<void> {
  await sql`
    delete from performance_figures
    where grain = 'day' and day between ${from}::date and ${to}::date
      and figure in ('added', 'invitation_sent', 'invitation_delivered', 'signed_in')
  `.execute(trx);
  await sql`
    with entries as (
      select id, subject_id, ${londonDay(sql`at`)} as day,
        (select later.id from activity later where later.subject_id = entry.subject_id and later.id > entry.id
          and later.action = 'added' order by later.id limit 1) as next_id
      from activity entry
      where at >= ${from}::date::timestamp at time zone 'Europe/London'
        and at < (${to}::date + 1)::timestamp at time zone 'Europe/London'
        and action = 'added' and subject_kind = 'organisation_user'
    ), cases as (
      select day, ${signedInAfter(counted)} as days, invitations.*
      from entries begun cross join lateral (${invitations(counted)}) invitations
    )
    insert into performance_figures (grain, day, figure, item, total)
    select 'day', day, figure, item, count(*) from cases cross join lateral (values
      ('added', '', true), ('invitation_sent', '', was_sent), ('invitation_delivered', '', was_delivered),
      ('signed_in', days::text, days is not null)
    ) as one (figure, item, is_so)
    where is_so group by day, figure, item
  `.execute(trx);
}

/** SQL for the number of days until the first sign-in of a case; null without one. */
function signedInAfter(counted: string) {
  return sql`(
    select ${londonDay(sql`at`)} - begun.day from (
      select id, at, action, 1 + sum(case action when 'linked' then 1 when 'removed' then -1 else 0 end)
        over (order by id) as organisations
      from activity
      where subject_id = begun.subject_id and id > begun.id and (begun.next_id is null or id < begun.next_id)
    ) followed
    where action in ('first_signed_in', 'merged') and organisations > 0 and ${counts(londonDay(sql`at`), counted)}
    order by id limit 1
  )`;
}

/** SQL for whether any invitation of a case was sent, and whether any was delivered. */
function invitations(counted: string) {
  return sql`
    select coalesce(bool_or(counted = 'sent'), false) as was_sent,
      coalesce(bool_or(counted = 'delivered'), false) as was_delivered
    from (
      select * from emails where organisation_user_id = begun.subject_id and former_user_id is null
      union all
      select * from emails where former_user_id = begun.subject_id
    ) email cross join outcomes_of(email) outcome
    where is_invitation(kind) and created_at > coalesce(${timeBefore("begun.id")}, '-infinity')
      and created_at <= coalesce(${timeBefore("begun.next_id")}, 'infinity')
      and ${counts(londonDay(sql`outcome.at`), counted)}
  `;
}
