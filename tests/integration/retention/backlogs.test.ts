import { type RawBuilder, sql } from "kysely";
import { expect } from "vitest";
import { scheduledJobs } from "../../../jobs/schedule.ts";
import { test } from "../../fixtures/resources.ts";

/**
 * For each job that ends how long data stays: a backlog of more rows than one batch, all of which one run clears, beside one
 * row that stays. `numbers` are those of the rows; the first is the one that stays.
 */
const backlogs: Record<
  string,
  { rows: number; fill: (numbers: RawBuilder<unknown>) => RawBuilder<unknown>; left: RawBuilder<number> }
> = {
  "blank-old-recipients": {
    rows: 2_010,
    fill: (numbers) => sql`
      insert into emails (kind, recipient, created_at)
      select 'support_user_added', 'somebody@example.com', now() - make_interval(days => case n when 0 then 89 else 91 end)
      from ${numbers}
    `,
    left: sql`select count(*) from emails where recipient is not null`,
  },
  "delete-old-emails": {
    rows: 2_010,
    fill: (numbers) => sql`
      insert into emails (kind, created_at, status, cancelled_at)
      select 'support_user_removed', now() - make_interval(days => case n when 0 then 729 else 731 end), 'cancelled', now()
      from ${numbers}
    `,
    left: sql`select count(*) from emails`,
  },
  "forget-former-users": {
    rows: 510,
    fill: (numbers) => sql`
      insert into organisation_users (first_name, last_name, email, created_at)
      select 'Megan', 'Price', n || '@example.com', now() - make_interval(days => case n when 0 then 729 else 731 end)
      from ${numbers}
    `,
    left: sql`select count(*) from organisation_users`,
  },
  "blank-earlier-names": {
    rows: 510,
    fill: (numbers) => sql`
      insert into names_to_blank (user_id, before, removed_at)
      select gen_random_uuid(), now(), now() - make_interval(days => case n when 0 then 729 else 731 end) from ${numbers}
    `,
    left: sql`select count(*) from names_to_blank`,
  },
  // One user with more entries in the log than a batch has, and one who was removed later.
  "forget-removed-support-users": {
    rows: 2_010,
    fill: (numbers) => sql`
      with removed as (
        insert into support_users (first_name, last_name, email, removed_at)
        select 'Tom', 'Whitfield', 'tom@education.gov.uk', now() - make_interval(days => days)
        from unnest('{729,731}'::integer[]) days returning id, removed_at
      )
      insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name)
      select 'support_user', id, 'Tom Whitfield', 'edited', 'support_user', id, 'Tom Whitfield'
      from ${numbers}, removed where n > 0 or removed_at > now() - interval '730 days'
    `,
    left: sql`
      select count(*) filter (where num_nonnulls(actor_name, subject_name) > 0) - 2010 + (select count(*) - 1 from support_users)
      from activity
    `,
  },
  "delete-bulk-change-details": {
    rows: 12,
    fill: (numbers) => sql`
      insert into bulk_changes (id, kind, started_at, started_by_kind, started_by_id, started_by_name, finished_at, outcomes, file_name)
      select gen_random_uuid(), 'remove', now(), 'support_user', gen_random_uuid(), 'Tom Whitfield',
        now() - make_interval(days => case n when 0 then 29 else 31 end), '{}', 'users.csv'
      from ${numbers}
    `,
    left: sql`select count(file_name) from bulk_changes`,
  },
  "sweep-bulk-changes": {
    rows: 12,
    fill: (numbers) => sql`
      with token as (
        insert into api_tokens (name, hash) values ('Nightly', '\\x00') returning id
      )
      insert into bulk_changes (id, kind, api_token_id, created_at)
      select gen_random_uuid(), 'remove', token.id, now() - make_interval(hours => case n when 0 then 23 else 25 end)
      from ${numbers}, token
    `,
    left: sql`select count(*) from bulk_changes`,
  },
  "delete-refused-sign-ins": {
    rows: 1_010,
    fill: (numbers) => sql`
      insert into refused_sign_ins (dfe_sign_in_id, matched_email, email, reason, last_at)
      select n, n || '@example.com', n || '@example.com', 'not_invited',
        now() - make_interval(days => case n when 0 then 29 else 31 end)
      from ${numbers}
    `,
    left: sql`select count(*) from refused_sign_ins`,
  },
  // With the drafts of each.
  "sweep-sessions": {
    rows: 210,
    fill: (numbers) => sql`
      with sessions as (
        insert into sessions (id_hash, refused_email, id_token, last_seen_at)
        select sha256(n::text::bytea), n || '@example.com', 'token',
          now() - make_interval(mins => case n when 0 then 119 else 121 end)
        from ${numbers} returning id_hash
      )
      insert into drafts (id, session_id_hash, scope, answers) select gen_random_uuid(), id_hash, 'scope', '{}' from sessions
    `,
    left: sql`select count(*) from drafts`,
  },
  "sweep-idempotency-keys": {
    rows: 10_010,
    fill: (numbers) => sql`
      insert into idempotency_keys (actor_id, key_hash, input_hash, created_at)
      select gen_random_uuid(), '', '', now() - make_interval(hours => case n when 0 then 23 else 25 end) from ${numbers}
    `,
    left: sql`select count(*) from idempotency_keys`,
  },
  "sweep-rate-limits": {
    rows: 5_010,
    fill: (numbers) => sql`
      insert into rate_limits (key, began_at, count)
      select n::text, now() - make_interval(secs => case n when 0 then 30 else 90 end), 1 from ${numbers}
    `,
    left: sql`select count(*) from rate_limits`,
  },
};

test.for(Object.entries(backlogs))(
  "one run of %s clears all that is due, and no more",
  async ([name, backlog], { resources, db }) => {
    const numbers = sql`generate_series(0, ${sql.lit(backlog.rows)}) n`;
    await backlog.fill(numbers).execute(db);
    const job = scheduledJobs.find((scheduled) => scheduled.name === name);

    await job?.run(resources);

    const { rows } = await sql<{ left: number }>`select (${backlog.left})::integer as "left"`.execute(db);
    expect(rows).toEqual([{ left: 1 }]);
  },
);

test("recipients are blanked in more than one transaction", async ({ resources, db }) => {
  const job = scheduledJobs.find(({ name }) => name === "blank-old-recipients");
  const backlog = backlogs["blank-old-recipients"];
  await backlog?.fill(sql`generate_series(1, 2010) n`).execute(db);

  await job?.run(resources);

  const { rows } = await sql<{ transactions: number }>`
    select count(distinct xmin::text)::integer as transactions from emails
  `.execute(db);
  expect(rows).toEqual([{ transactions: 2 }]);
});
