import { type Expression, sql, type SqlBool } from "kysely";
import type { Database } from "../database.ts";
import type { DB } from "../types.ts";

/**
 * Changes rows until a batch finds fewer than `size` to change: all that there is to change, however much it is.
 *
 * @param change changes up to `size` rows in a short transaction of its own, and returns how many
 * @returns how many rows were changed
 */
export async function inBatches(
  size: number,
  change: (size: number) => Promise<number | bigint | undefined>,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const count = Number((await change(size)) ?? 0);
    changed += count;
    if (count < size) return changed;
  }
}

/**
 * Deletes the rows of a table that meet a condition, up to `size` in a transaction. A row that another transaction has locked
 * is left for the next time.
 *
 * @returns how many rows were deleted
 */
export function deleteInBatches(
  db: Database,
  table: keyof DB,
  condition: Expression<SqlBool>,
  size: number,
): Promise<number> {
  const rows = sql.table(table);
  return inBatches(size, async () => {
    const { numAffectedRows } = await sql`
      delete from ${rows} where ctid = any(array(
        select ctid from ${rows} where ${condition} limit ${size} for update skip locked
      ))
    `.execute(db);
    return numAffectedRows;
  });
}
