import { type RawBuilder, sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { failureReasons } from "../../emails/failed/reasons.ts";
import { addToDays, londonDay } from "./figures.ts";

const reasonOf = (error: RawBuilder<unknown>) =>
  sql`case ${sql.join(
    failureReasons.map(({ name, pattern }) => sql`when ${error} ~ ${sql.lit(pattern)} then ${sql.lit(name)}`),
    sql` `,
  )} end`;

/** SQL for the figures that an event adds to: a failed email counts as an outcome and for its reason. */
const figuresOf = (event: string) => {
  const column = (name: string) => sql.ref(`${event}.${name}`);
  return sql`lateral (
    select ${londonDay(column("at"))} as day, figure, item from (values
      (case ${column("counted")} when 'removed' then 'removed' else 'email' end,
        case ${column("counted")} when 'removed' then '' else ${column("counted")} end),
      (case ${column("counted")} when 'failed' then 'email_failed' end, ${reasonOf(column("error"))})
    ) as one (figure, item) where figure is not null
  ) figures`;
};

/**
 * Counts the events of days up to `to`, which triggers stored when they happened, and deletes them.
 *
 * @returns the first of their days; null if there were none
 */
export function countEvents(trx: Transaction<DB>, to: string): Promise<string | null> {
  return addToDays(
    trx,
    sql`select day, figure, item from gone cross join ${figuresOf("gone")}`,
    sql`gone as (
      delete from performance_events where ${londonDay(sql`at`)} <= ${to}::date returning counted, at, error
    ),`,
  );
}

/** Into how many parts `countEmails` divides the emails, by the start of their ids. */
const parts = 64;

/**
 * Counts the outcomes that emails had before triggers stored them.
 *
 * @param part which part of the emails, from 1 to 64
 */
export async function countEmails(trx: Transaction<DB>, part: number): Promise<void> {
  const idOf = (start: number) =>
    `${(start * (256 / parts)).toString(16).padStart(2, "0")}000000-0000-0000-0000-000000000000`;
  const end = part === parts ? sql`` : sql`and emails.id < ${idOf(part)}::uuid`;
  await addToDays(
    trx,
    sql`
      select day, figure, item from (
        select outcome.*, emails.error from emails cross join outcomes_of(emails) outcome
        where emails.id >= ${idOf(part - 1)}::uuid ${end} and not exists (
          select from performance_events noted where noted.email_id = emails.id and noted.counted = outcome.counted
        )
      ) outcomes cross join ${figuresOf("outcomes")}
    `,
  );
}
