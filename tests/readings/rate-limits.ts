import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/** Moves all counted requests back by a minute. */
export async function passMinute(db: Database): Promise<void> {
  await sql`update rate_limits set began_at = began_at - interval '1 minute'`.execute(db);
}
