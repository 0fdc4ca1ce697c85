import { type Kysely, sql } from "kysely";

/** How often something was done in the minute that runs; not worth a log on disk (specification, section 9, Rate limits). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table rate_limits (
      key text primary key,
      count integer not null,
      began_at timestamptz not null
    ) with (fillfactor = 50)
  `.execute(db);
}
