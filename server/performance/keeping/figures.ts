import { type RawBuilder, sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { periods } from "../periods.ts";
import { isWithin, spans } from "../spans.ts";

/** SQL for the day of a time in London. */
export function londonDay(time: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(${time} at time zone 'Europe/London')::date`;
}

/**
 * Adds to the figures of days.
 *
 * @param counted SQL for rows of `day`, `figure` and `item`, one for each event
 * @param given SQL for the `with` that `counted` reads from
 * @returns the first of these days; null if there are none
 */
export async function addToDays(
  trx: Transaction<DB>,
  counted: RawBuilder<unknown>,
  given: RawBuilder<unknown> = sql``,
): Promise<string | null> {
  const { rows } = await sql<{ first: string | null }>`
    with ${given} changed as (
      insert into performance_figures as kept (grain, day, figure, item, total)
      select 'day', day, figure, item, count(*) from (${counted}) counted group by day, figure, item
      on conflict (grain, day, figure, item) do update set total = kept.total + excluded.total
      returning day
    )
    select min(day)::text as first from changed
  `.execute(trx);
  return rows[0]?.first ?? null;
}

/**
 * Stores the figures of months anew, as the sums of their days.
 *
 * @param from a day of the first month that has changed
 * @param to the last day that counts
 */
export async function sumMonths(
  trx: Transaction<DB>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await sql`
    delete from performance_figures where grain = 'month' and day >= date_trunc('month', ${from}::date)
  `.execute(trx);
  await sql`
    insert into performance_figures (grain, day, figure, item, total)
    select 'month', date_trunc('month', day)::date, figure, item, sum(total) from performance_figures
    where grain = 'day' and day between date_trunc('month', ${from}::date) and ${to}::date
    group by 2, 3, 4
  `.execute(trx);
}

/** Stores the figures of the periods that pages show anew, after storing the last day. */
export async function sumPeriods(trx: Transaction<DB>): Promise<void> {
  for (const period of periods) {
    await sql`delete from performance_figures where grain = ${period}`.execute(trx);
    await sql`
      insert into performance_figures (grain, day, figure, item, total)
      select ${period}, first_day, figure, item, sum(total)
      from performance_figures, (
        select ${spans[period].firstDay} as first_day, counted_to from performance_progress
      ) span
      where ${isWithin(period)}
      group by first_day, figure, item
    `.execute(trx);
  }
}
