import { type RawBuilder, sql } from "kysely";
import { scheduledJobs } from "../../../../jobs/schedule.ts";

/** How many rows to clear, as a part of the emails, and SQL that stores them. */
type Backlog = { part: number; fill: (rows: number) => RawBuilder<unknown> };

const numbers = (rows: number) => sql`generate_series(1, ${sql.lit(rows)}) n`;

/** What the jobs that end how long data stays find after years without one of them. */
const backlogs: Record<string, Backlog> = {
  "blank-old-recipients": {
    part: 1,
    fill: (rows) => sql`
      insert into emails (kind, recipient, created_at, status, cancelled_at)
      select 'organisation_user_removed', n || '@example.com', now() - interval '900 days' + n * interval '1 s', 'cancelled', now()
      from ${numbers(rows)}
    `,
  },
  // Those of the job before.
  "delete-old-emails": { part: 1, fill: () => sql`select` },
  "forget-former-users": {
    part: 1 / 50,
    fill: (rows) => sql`
      insert into organisation_users (first_name, last_name, email, created_at)
      select 'Sarah', 'Smith ' || n, n || '@example.com', now() - interval '900 days' from ${numbers(rows)}
    `,
  },
  "forget-removed-support-users": {
    part: 1 / 500,
    fill: (rows) => sql`
      with removed as (
        insert into support_users (first_name, last_name, email, removed_at)
        select 'Staff', 'Member', n || '@education.gov.uk', now() - interval '900 days' from ${numbers(rows)} returning id
      )
      insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name)
      select 'support_user', id, 'Staff Member', 'added', 'organisation_user', id, 'Sarah Smith'
      from removed, generate_series(1, 50)
    `,
  },
  "delete-bulk-change-details": {
    part: 1 / 5_000,
    fill: (rows) => sql`
      with old as (
        insert into bulk_changes (id, kind, started_at, started_by_kind, started_by_id, started_by_name, finished_at, outcomes)
        select gen_random_uuid(), 'remove', now(), 'support_user', gen_random_uuid(), 'Staff', now() - interval '90 days', '{}'
        from ${numbers(rows)} returning id
      )
      insert into bulk_change_rows (bulk_change_id, position, number, verdict, outcome, email)
      select id, place, place, 'will_be_removed', 'removed', 'somebody@example.com' from old, generate_series(1, 1000) place
    `,
  },
  "delete-refused-sign-ins": {
    part: 1 / 20,
    fill: (rows) => sql`
      insert into refused_sign_ins (dfe_sign_in_id, matched_email, email, reason, given_name, family_name, last_at)
      select n, n || '@example.com', n || '@example.com', 'not_invited', 'Sarah', 'Smith', now() - interval '90 days'
      from ${numbers(rows)}
    `,
  },
  "sweep-sessions": {
    part: 1 / 20,
    fill: (rows) => sql`
      with ended as (
        insert into sessions (id_hash, refused_email, id_token, last_seen_at)
        select sha256(n::text::bytea), n || '@example.com', repeat('x', 1000), now() - interval '2 days'
        from ${numbers(rows)} returning id_hash
      )
      insert into drafts (id, session_id_hash, scope, answers)
      select gen_random_uuid(), id_hash, 'scope', '{}' from ended, generate_series(1, 2)
    `,
  },
  "sweep-idempotency-keys": {
    part: 1 / 5,
    fill: (rows) => sql`
      insert into idempotency_keys (actor_id, key_hash, input_hash, created_at)
      select gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea), now() - interval '2 days' from ${numbers(rows)}
    `,
  },
};

/** The jobs with their backlogs, in the order in which to measure them. */
export const backlogged = Object.entries(backlogs).flatMap(([name, backlog]) =>
  scheduledJobs.filter((job) => job.name === name).map((job) => ({ ...job, ...backlog })),
);
