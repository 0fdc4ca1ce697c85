import { sql } from "kysely";
import { expect } from "vitest";
import { test } from "../../../fixtures/resources.ts";
import { createBulkChange } from "../../../records/bulk-changes.ts";

test("the kept numbers are those of the emails, whatever happens to them", async ({ db }) => {
  const bulkChangeId = await createBulkChange(db);
  const emails = sql`
    insert into emails (kind, status, bulk_change_id, error, failed_at, cancelled_at)
    select 'support_user_added', status::email_status, bulk, 'x', now(), now()
    from unnest('{queued,failed,cancelled}'::text[]) status, unnest(array[null, ${bulkChangeId}::uuid]) bulk, generate_series(1, 4)
  `;
  const some = sql`id in (select distinct on (status, bulk_change_id) id from emails)`;

  for (const change of [
    emails,
    sql`update emails set status = 'failed' where ${some}`,
    sql`update emails set status = 'queued' where ${some}`,
    sql`update emails set status = 'cancelled' where ${some}`,
    sql`delete from emails where ${some}`,
  ]) {
    await change.execute(db);
    const { rows } = await sql`
      with kept as (
        select status, is_bulk, sum(total) as total from email_counts group by 1, 2 having sum(total) <> 0
      ), counted as (
        select status, bulk_change_id is not null, count(*)::numeric from emails where status <> 'queued' group by 1, 2
      )
      (table kept except table counted) union all (table counted except table kept)
    `.execute(db);
    expect(rows).toEqual([]);
  }
});
