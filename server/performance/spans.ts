import { type RawBuilder, sql } from "kysely";
import type { Period } from "./periods.ts";

/** How a period is added up: from the figures of days or of months, and SQL for its first day, by `counted_to`. */
type Span = { from: "day" | "month"; firstDay: RawBuilder<unknown> };

/** The spans of the periods, which end with the last day that was counted. The longer ones are of whole months. */
export const spans: Record<Period, Span> = {
  "30_days": { from: "day", firstDay: sql`counted_to - 29` },
  "12_months": {
    from: "month",
    firstDay: sql`(date_trunc('month', counted_to) - interval '11 months')::date`,
  },
  all_time: {
    from: "month",
    firstDay: sql`coalesce(
      (select least(min(day), counted_to) from performance_figures where grain = 'day'), counted_to
    )`,
  },
};

/** SQL for a condition on figures: they are those that a period is added up from, if its first day is `first_day`. */
export function isWithin(period: Period): RawBuilder<unknown> {
  const from = sql.lit(spans[period].from);
  return sql`grain = ${from} and day between date_trunc(${from}, first_day) and counted_to`;
}
