import { type Expression, type RawBuilder, sql } from "kysely";

/**
 * Returns SQL for a time as ISO 8601 text in UTC, to the millisecond: what `Date.toISOString` gives for the same time.
 * Both cut off microseconds.
 */
export function isoTime<Time extends Date | null>(
  time: Expression<Time>,
): RawBuilder<string | Extract<Time, null>> {
  return sql`to_char(${time} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
