import { type Kysely, type RawBuilder, sql } from "kysely";

/** Evaluates an SQL condition. */
export async function isTrue(db: Kysely<unknown>, condition: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select ${condition} as is`.execute(db);
  return rows[0]?.is === true;
}
