import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { addToDays, londonDay } from "./figures.ts";

/** The most entries in one transaction. */
const batch = 5_000;

/**
 * Counts the removals of people from their last organisation before triggers stored them, from the newest to the oldest.
 * A person belongs to an organisation if the last entry about both is not a removal. They got the organisations of a record
 * that was merged into theirs, as of that moment; `heirs` are the records it was then part of.
 *
 * @param before the entry before which to begin
 * @returns the entry before which to go on; 0 if none is left
 */
export async function countRemovals(trx: Transaction<DB>, before: number): Promise<number> {
  const { rows } = await sql<{ oldest: number | null }>`
    select min(id) as oldest from (
      select id from activity where ${isRemoval(before)} order by id desc limit ${sql.lit(batch)}
    ) removals
  `.execute(trx);
  const oldest = rows[0]?.oldest ?? 0;
  if (oldest === 0) return 0;
  await addToDays(
    trx,
    sql`
      select ${londonDay(sql`at`)} as day, 'removed' as figure, '' as item from activity removal
      where ${isRemoval(before)} and id >= ${oldest} and not exists (${organisationsLeft})
    `,
  );
  return oldest;
}

const isRemoval = (before: number) =>
  sql`action = 'removed' and subject_kind = 'organisation_user' and id < ${before}`;

const organisationsLeft = sql`
  with recursive parts (id, until, heirs) as (
    select removal.subject_id, removal.id, '{}'::uuid[]
    union all
    select merger.subject_id, merger.id, heirs || parts.id
    from parts join activity merger on merger.actor_id = parts.id and merger.action = 'merged' and merger.id < parts.until
    where merger.subject_kind = 'organisation_user'
  ), latest as (
    select distinct on (parts.id, organisation_id) organisation_id, action, until, heirs
    from parts join activity on subject_id = parts.id and activity.id <= parts.until
    where action in ('added', 'linked', 'removed')
    order by parts.id, organisation_id, activity.id desc
  )
  select from latest where action <> 'removed' and not exists (
    select from activity later
    where later.subject_id = any(heirs) and later.action = 'removed' and later.organisation_id = latest.organisation_id
      and later.id > until and later.id <= removal.id
  )
`;
