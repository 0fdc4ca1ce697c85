import { type RawBuilder, sql } from "kysely";
import type { CountsByValue } from "../../../db/json-columns.ts";
import { offsetOf, pageSize } from "../../procedures/paging.ts";
import { idsFrom } from "../../procedures/read-page.ts";
import { groups, sumOf } from "../outcomes.ts";
import type { RowsInput } from "../schema.ts";

/** What is known of a bulk change before its rows are read. `outcomes` is null until it has ended. */
type Counted = {
  id: string;
  startedAt: Date | null;
  detailsDeletedAt: Date | null;
  total: number;
  verdicts: CountsByValue;
  outcomes: CountsByValue | null;
};

type Places = { positions: RawBuilder<number[]>; total: RawBuilder<number> };

const order = ["position"];
const known = (count: number) => sql<number>`${sql.lit(count)}::integer`;

/**
 * Returns SQL for the positions of the rows on a page, and for how many rows there are on all pages. Counts that are stored
 * are not counted again, and positions have no gaps: so a page takes about as long however many rows there are.
 */
export function placesOf(bulkChange: Counted, show: RowsInput["show"], page: number): Places {
  const offset = offsetOf(page);
  if (bulkChange.detailsDeletedAt !== null) return { positions: sql`'{}'::integer[]`, total: known(0) };
  if (show !== "all") return placesInGroup(bulkChange, groups[show], offset);
  const total = known(bulkChange.total);
  if (bulkChange.startedAt === null) return { positions: refusedFirst(bulkChange, offset), total };
  const positions = sql<number[]>`array(
    select position from generate_series(${known(offset)} + 1, ${known(offset + pageSize)}) position
  )`;
  return { positions, total };
}

/** Those of the rows with some outcomes. While the bulk change is in progress, they have to be counted. */
function placesInGroup({ id, outcomes }: Counted, group: readonly string[], offset: number): Places {
  const where = sql`from bulk_change_rows where bulk_change_id = ${id} and outcome = any(${group}::bulk_change_outcome[])`;
  const total = outcomes ? known(sumOf(outcomes, group)) : sql<number>`(select count(*) ${where})`;
  return {
    positions: idsFrom(offset, pageSize, { ids: sql`select position ${where}`, order, total }),
    total,
  };
}

/** Those of all rows, of which those that the check refused come first. */
function refusedFirst({ id, total, verdicts }: Counted, offset: number): RawBuilder<number[]> {
  const refused = verdicts["refused"] ?? 0;
  const size = Math.min(pageSize, Math.max(0, refused - offset));
  const where = sql`select position from bulk_change_rows where bulk_change_id = ${id} and verdict`;
  const before = idsFrom(offset, size, { ids: sql`${where} = 'refused'`, order, total: known(refused) });
  const after = idsFrom(Math.max(0, offset - refused), pageSize - size, {
    ids: sql`${where} <> 'refused'`,
    order,
    total: known(total - refused),
  });
  return sql`(${before} || ${after})`;
}
