import { type Kysely, sql } from "kysely";

/**
 * Creates the counts of rate limits: how often something was done in the current minute. The table is unlogged, which
 * is faster, because its rows may be lost in a crash (specification, section 9, Rate limits).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table rate_limits (
      key text primary key,
      count integer not null,
      began_at timestamptz not null
    ) with (fillfactor = 50)
  `.execute(db);
}
