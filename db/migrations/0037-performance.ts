import { type Kysely, sql } from "kysely";

/**
 * Creates the tables of the Performance page (specification, section 15, How figures are kept): figures by day, by
 * month and by period, and how far they have been counted. A worker counts what is there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table performance_figures (
      grain text not null check (grain in ('day', 'month', '30_days', '12_months', 'all_time')),
      day date not null, -- of a month or period, the first
      figure text not null check (figure in ('added', 'invitation_sent', 'invitation_delivered', 'signed_in', 'removed',
        'email', 'email_failed', 'refused')),
      item text not null default '', -- such as a reason; of 'signed_in', the days since the adding
      total integer not null,
      primary key (grain, day, figure, item)
    )
  `.execute(db);
  await sql`
    create table performance_progress (
      only_row boolean primary key default true check (only_row),
      email_parts_left smallint not null default 0, -- of the emails that were there before performance_events
      removals_before bigint not null default 0, -- the activity entries before this one are still to be counted
      final_to date, -- the figures of people who were added up to this day stay as they are
      counted_to date, -- the day up to which pages show figures
      with_user integer,
      with_signed_in_user integer
    )
  `.execute(db);
}
