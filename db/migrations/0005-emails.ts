import { type Kysely, sql } from "kysely";

/**
 * Creates a table with one row per email. Its id is sent to Notify as the email's reference (specification, section 4).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type email_kind as enum (
      'organisation_user_added', 'organisation_user_removed', 'support_user_added', 'support_user_removed',
      'email_address_changed'
    )
  `.execute(db);
  await sql`create type email_status as enum ('queued', 'sent', 'delivered', 'failed', 'cancelled')`.execute(
    db,
  );
  await sql`
    create table emails (
      id uuid primary key default gen_random_uuid(),
      kind email_kind not null,
      recipient email_address, -- set to null after the retention period
      support_user_id uuid references support_users on delete set null,
      organisation_user_id uuid references organisation_users on delete set null,
      organisation_id uuid references organisations,
      status email_status not null default 'queued',
      notify_id uuid unique,
      attempts integer not null default 0,
      error text,
      created_at timestamptz not null default now(),
      attempted_at timestamptz,
      sent_at timestamptz,
      delivered_at timestamptz,
      failed_at timestamptz,
      cancelled_at timestamptz,
      check (num_nonnulls(support_user_id, organisation_user_id) <= 1),
      check (status not in ('sent', 'delivered') or num_nulls(notify_id, sent_at) = 0),
      check (status <> 'delivered' or delivered_at is not null),
      check (status <> 'failed' or num_nulls(failed_at, error) = 0),
      check (status <> 'cancelled' or cancelled_at is not null)
    )
  `.execute(db);
  await sql`create index emails_support_user_id on emails (support_user_id, created_at)`.execute(db);
  await sql`create index emails_organisation_user_id on emails (organisation_user_id, created_at)`.execute(
    db,
  );
}
