import { type Kysely, sql } from "kysely";

/**
 * Creates the one row that spaces out the emails of bulk changes across all workers (specification, section 11, Emails).
 * The table is unlogged, which is faster, because its row may be lost in a crash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table bulk_email_pace (
      only_row boolean primary key default true check (only_row),
      next_turn_at timestamptz not null
    ) with (fillfactor = 50)
  `.execute(db);
}
