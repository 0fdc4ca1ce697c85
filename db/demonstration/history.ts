import { sql, type Transaction } from "kysely";
import type { DB } from "../types.ts";

/**
 * Stores how the organisation users came to be there in the last months, so that Activity and Performance show something:
 * each was added and invited, most invitations were delivered, and those who have signed in did so some days later.
 */
export async function insertHistory(trx: Transaction<DB>): Promise<void> {
  await sql`
    create temporary table past on commit drop as
    select *, coalesce(
      signed_in_at - make_interval(days => n * n % 9, hours => n % 7), now() - make_interval(days => 5 * n % 28 + 2)
    ) as added_at
    from (
      select *, last_signed_in_at - make_interval(days => 7 * n % 200) as signed_in_at
      from (
        select people.*, organisation_id, (row_number() over (order by email, organisation_id))::integer as n,
          (row_number() over (partition by id order by organisation_id))::integer as place
        from organisation_users people join memberships on user_id = id
      ) members
    ) signed_in
  `.execute(trx);
  await insertRemovals(trx);
  await insertActivity(trx);
  await insertEmails(trx);
  await insertRefusedDays(trx);
}

async function insertActivity(trx: Transaction<DB>): Promise<void> {
  await sql`
    insert into activity (at, actor_kind, actor_id, actor_name, action, organisation_id,
      subject_kind, subject_id, subject_name, subject_email)
    select at, actor_kind, actor_id, actor_name, action, organisation_id,
      'organisation_user', past.id, past.first_name || ' ' || past.last_name, past.email
    from past cross join lateral (
      select added_at + make_interval(mins => place) as at, 'support_user'::actor_kind as actor_kind, id as actor_id,
        first_name || ' ' || last_name as actor_name,
        (case place when 1 then 'added' else 'linked' end)::activity_action as action
      from support_users where email = 'priya.nair@education.gov.uk'
      union all
      select signed_in_at + interval '5 minutes', 'organisation_user', past.id, past.first_name || ' ' || past.last_name,
        'first_signed_in'
      where signed_in_at is not null and place = 1
    ) entry order by at
  `.execute(trx);
}

/** One person in twelve had been added before, and removed: the log has it before what followed. */
async function insertRemovals(trx: Transaction<DB>): Promise<void> {
  await sql`
    with removals as (
      update organisation_users set revived_at = added_at from past
      where past.id = organisation_users.id and n % 12 = 0 and place = 1
      returning past.id, past.first_name || ' ' || past.last_name as name, past.email, organisation_id, added_at
    ), noted as (
      insert into performance_events (counted, at) select 'removed', added_at - interval '20 days' from removals
    )
    insert into activity (at, actor_kind, actor_id, actor_name, action, organisation_id,
      subject_kind, subject_id, subject_name, subject_email)
    select added_at - before, 'support_user', staff.id, first_name || ' ' || last_name, action::activity_action,
      organisation_id, 'organisation_user', removals.id, name, removals.email
    from removals, support_users staff, (values
      ('added', interval '60 days'), ('removed', interval '20 days')
    ) as earlier (action, before)
    where staff.email = 'priya.nair@education.gov.uk'
  `.execute(trx);
}

/** One invitation in nine to people who have not signed in failed. */
async function insertEmails(trx: Transaction<DB>): Promise<void> {
  await sql`
    insert into emails (kind, recipient, organisation_user_id, organisation_id, created_at, attempts, attempted_at,
      notify_id, sent_at, status, delivered_at, failed_at, error)
    select 'organisation_user_added', email, id, organisation_id, at, 1, at, gen_random_uuid(), at, status,
      case status when 'delivered' then at + interval '4 seconds' end,
      case status when 'failed' then at + interval '5 seconds' end,
      case status when 'failed' then (array['permanent-failure', 'temporary-failure'])[1 + n % 2] end
    from past cross join lateral (
      select added_at + make_interval(mins => place) as at,
        (case when signed_in_at is null and n % 9 = 5 then 'failed' else 'delivered' end)::email_status as status
    ) email
  `.execute(trx);
}

async function insertRefusedDays(trx: Transaction<DB>): Promise<void> {
  await sql`
    insert into refused_sign_in_days (day, reason, attempts)
    select current_date - n, (array['not_invited', 'linked_account', 'unconfirmed_address'])[1 + n % 3]::refused_reason,
      1 + n % 4
    from generate_series(2, 120, 5) n
  `.execute(trx);
}
