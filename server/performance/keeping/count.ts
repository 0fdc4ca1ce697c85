import { sql, type Transaction, type UpdateObject } from "kysely";
import { longTransaction } from "../../../db/transactions/long-transaction.ts";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { finalAfterDays, storeCohorts } from "./cohorts.ts";
import { countEmails, countEvents } from "./events.ts";
import { londonDay, sumMonths, sumPeriods } from "./figures.ts";
import { countRemovals } from "./removals.ts";

/** Milliseconds. Nobody waits for these statements. */
const statementTimeout = 600_000;

/** The most days of people who were added in one transaction. */
const batchDays = 31;

/**
 * Brings the figures of the Performance page up to the end of yesterday in London: first, once, what was there before the
 * release that keeps them, then each night the days since (specification, section 15, How figures are kept). Each step is
 * one transaction that locks the progress, so any number of workers can do this at once, and one that was interrupted goes
 * on. Does nothing if all is counted.
 */
export async function countPerformance(db: Database): Promise<void> {
  while (await longTransaction(db, statementTimeout, countSome));
}

/** Does the next step. Returns whether there may be another one. */
async function countSome(trx: Transaction<DB>): Promise<boolean> {
  const progress = await lockProgress(trx);
  const { emailParts, removalsBefore, upTo, begins, ends } = progress;
  if (emailParts > 0) {
    await countEmails(trx, emailParts);
    await store(trx, { email_parts_left: emailParts - 1 });
  } else if (removalsBefore > 0) {
    await store(trx, { removals_before: await countRemovals(trx, removalsBefore) });
  } else if (progress.isDone) {
    return false;
  } else if (begins !== null) {
    await storeCohorts(trx, { from: begins, to: ends, counted: upTo });
    await store(trx, { final_to: sql<Date>`${ends}::date` });
  } else {
    await finish(trx, progress);
  }
  return true;
}

type Progress = Awaited<ReturnType<typeof lockProgress>>;

/**
 * Locks and reads how far figures are counted, and what comes next. `upTo`: the day to count up to. `begins` to `ends`:
 * the next days for which the figures of people are final; null if all of these are stored. `recentFrom`: the first day
 * for which they are not. `changedFrom`: the first for which they can have changed since the last time.
 */
async function lockProgress(trx: Transaction<DB>) {
  await sql`insert into performance_progress default values on conflict do nothing`.execute(trx);
  const { rows } = await sql<{
    emailParts: number;
    removalsBefore: number;
    upTo: string;
    isDone: boolean;
    begins: string | null;
    ends: string;
    recentFrom: string;
    changedFrom: string;
  }>`
    with progress as materialized (select * from performance_progress for update), days as (
      select *, ${londonDay(sql`now()`)} - 1 as up_to, coalesce(
        final_to, (select ${londonDay(sql`min(at)`)} - 1 from activity)
      ) as stored_to from progress
    )
    select email_parts_left as "emailParts", removals_before as "removalsBefore", up_to::text as "upTo",
      coalesce(counted_to >= up_to, false) as "isDone",
      case when stored_to < up_to - ${sql.lit(finalAfterDays)} then (stored_to + 1)::text end as begins,
      least(stored_to + ${sql.lit(batchDays)}, up_to - ${sql.lit(finalAfterDays)})::text as ends,
      (up_to - ${sql.lit(finalAfterDays - 1)})::text as "recentFrom",
      coalesce(counted_to - ${sql.lit(finalAfterDays - 1)}, '-infinity')::text as "changedFrom"
    from days
  `.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error("A row that was just inserted is not there");
  return row;
}

/** Counts all that can have changed since the last time, and shows it. */
async function finish(trx: Transaction<DB>, { upTo, recentFrom, changedFrom }: Progress): Promise<void> {
  await storeCohorts(trx, { from: recentFrom, to: upTo, counted: upTo });
  await storeRefused(trx, { from: changedFrom, to: upTo });
  const first = await countEvents(trx, upTo);
  await sumMonths(trx, { from: first !== null && first < changedFrom ? first : changedFrom, to: upTo });
  await store(trx, {
    counted_to: sql<Date>`${upTo}::date`,
    with_user: sql<number>`(
      select count(*) from organisations where exists (select from memberships where organisation_id = organisations.id)
    )`,
    with_signed_in_user: sql<number>`(
      select count(*) from organisations where exists (
        select from person_states where organisation_id = organisations.id and last_signed_in_at is not null
      )
    )`,
  });
  await sumPeriods(trx);
}

/** Copies how many sign-ins were refused on the days from `from` to `to`: that is counted when it happens. */
async function storeRefused(trx: Transaction<DB>, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`
    insert into performance_figures (grain, day, figure, item, total)
    select 'day', day, 'refused', reason, attempts from refused_sign_in_days
    where day between ${from}::date and ${to}::date
    on conflict (grain, day, figure, item) do update set total = excluded.total
  `.execute(trx);
}

async function store(trx: Transaction<DB>, values: UpdateObject<DB, "performance_progress">): Promise<void> {
  await trx.updateTable("performance_progress").set(values).execute();
}
