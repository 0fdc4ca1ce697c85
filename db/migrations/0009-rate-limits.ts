import { type Kysely, sql } from "kysely";

/**
 * How often something was done in the current minute; unlogged, because it may be lost (specification, section 9, Rate
 * limits).
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
