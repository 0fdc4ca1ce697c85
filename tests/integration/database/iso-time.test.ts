import { sql } from "kysely";
import { expect } from "vitest";
import { isoTime } from "../../../db/iso-time.ts";
import { test } from "../../fixtures/resources.ts";

test("a time as text is exactly what JavaScript makes of it, in any time zone", async ({ db }) => {
  const { rows } = await db.transaction().execute(async (trx) => {
    await sql`set local time zone 'Australia/Adelaide'`.execute(trx);
    return sql<{ at: Date; text: string }>`
      select at, ${isoTime(sql<Date>`at`)} as text
      from (values ('1969-07-20 20:17:40z'), ('2026-01-14 23:59:59z'), ('2026-06-30 23:30:00z')) days (day),
        generate_series(0, 999999, 1117) microseconds,
        lateral (select day::timestamptz + make_interval(secs => microseconds / 1000000.0) as at) times
    `.execute(trx);
  });

  expect(rows.length).toBeGreaterThan(2_000);
  expect(rows.filter(({ at, text }) => at.toISOString() !== text)).toEqual([]);
});

test("no time stays null", async ({ db }) => {
  const none = await db.selectNoFrom(isoTime(sql<Date | null>`null::timestamptz`).as("text")).execute();

  expect(none).toEqual([{ text: null }]);
});
