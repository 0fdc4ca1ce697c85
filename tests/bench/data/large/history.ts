import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { homeOf, idOf, somebody, uniform } from "./chance.ts";
import type { LargeSizes } from "./sizes.ts";

const batchSize = 250_000;

/** Runs an insert for the rows `first` to `last`, batch by batch. */
async function inBatches(count: number, insert: (first: number, last: number) => Promise<unknown>) {
  for (let first = 1; first <= count; first += batchSize) {
    await insert(first, Math.min(first + batchSize - 1, count));
  }
}

/** For row number `n` of `count`: a time in the last two years, in the order of the numbers. */
const timeOf = (count: number) => sql`now() - interval '730 days' * (1 - n / ${count}::float8)`;

/** The activity log: what support users did, mostly adding, and first sign-ins. */
export async function fillActivity(db: Database, sizes: LargeSizes): Promise<void> {
  const { activity, people, supportUsers } = sizes;
  const actor = sql`1 + floor(${supportUsers}::integer * power(${uniform("actor")}, 2))::integer`;
  await inBatches(activity, (first, last) =>
    sql`
      insert into activity (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name,
        subject_email, organisation_id, changes)
      select at, actor_kind,
        case actor_kind
          when 'support_user' then ${idOf("support user", sql`actor`)}
          when 'organisation_user' then users.id
        end,
        case actor_kind
          when 'support_user' then 'Staff Member ' || actor
          when 'organisation_user' then users.first_name || ' ' || users.last_name
        end,
        action, 'organisation_user', users.id, users.first_name || ' ' || users.last_name,
        users.email, case when actor_kind <> 'organisation_user' then ${idOf("organisation", sql`(1 + home)`)} end,
        case action when 'edited' then '{"lastName":{"from":"Smith","to":"Jones"}}'::jsonb end
      from (
        select *, (select ${homeOf(sizes)} from (values (person)) p (n)) as home,
          case action
            when 'first_signed_in' then 'organisation_user' when 'email_failed' then 'system' else 'support_user'
          end::actor_kind as actor_kind
        from (
          select n, ${timeOf(activity)} as at, ${somebody("subject", people)} as person, ${actor} as actor,
            (array['added', 'added', 'added', 'added', 'linked', 'linked', 'first_signed_in', 'first_signed_in',
              'first_signed_in', 'removed', 'removed', 'invited_again', 'edited', 'email_failed']
            ::activity_action[])[1 + floor(14 * ${uniform("action")})::integer] as action
          from generate_series(${first}::bigint, ${last}::bigint) n
        ) drawn
      ) entries
      join organisation_users users on users.id = ${idOf("person", sql`person`)}
      order by n
    `.execute(db),
  );
}

/** Emails of all statuses. Of the last 500 some are still queued; recipients are kept for 90 days. */
export async function fillEmails(db: Database, sizes: LargeSizes): Promise<void> {
  const { emails, people } = sizes;
  await inBatches(emails, (first, last) =>
    sql`
      insert into emails (kind, recipient, organisation_user_id, organisation_id, status, notify_id, attempts, error,
        created_at, attempted_at, sent_at, delivered_at, failed_at, cancelled_at)
      select kind, case when at > now() - interval '90 days' then email end, users.id,
        ${idOf("organisation", sql`(1 + home)`)}, status,
        case when status in ('sent', 'delivered') then ${idOf("notification", sql`n`)} end,
        case when status in ('queued', 'cancelled') then 0 else 1 end,
        case status when 'failed' then 'permanent-failure' end,
        at, case when status not in ('queued', 'cancelled') then at end,
        case when status in ('sent', 'delivered') then at + interval '1 second' end,
        case status when 'delivered' then at + interval '4 seconds' end,
        case status when 'failed' then at + interval '5 seconds' end,
        case status when 'cancelled' then at + interval '1 second' end
      from (
        select *, (select ${homeOf(sizes)} from (values (person)) p (n)) as home,
          case
            when n > ${emails}::bigint - 500 and chance < 0.5 then 'queued'
            when chance < 0.955 then 'delivered' when chance < 0.97 then 'sent' when chance < 0.985 then 'failed'
            else 'cancelled'
          end::email_status as status
        from (
          select n, ${timeOf(emails)} as at, ${somebody("addressee", people)} as person, ${uniform("status")} as chance,
            (array['organisation_user_added', 'organisation_user_added', 'organisation_user_added',
              'organisation_user_removed', 'email_address_changed']
            ::email_kind[])[1 + floor(5 * ${uniform("kind")})::integer] as kind
          from generate_series(${first}::bigint, ${last}::bigint) n
        ) drawn
      ) written
      join organisation_users users on users.id = ${idOf("person", sql`person`)}
      order by n
    `.execute(db),
  );
}
