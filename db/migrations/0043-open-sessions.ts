import { type Kysely, sql } from "kysely";

/**
 * Lets a user have at most five sessions, one in each slot, and stores in which browser each began (specification,
 * section 6, Sessions). Sessions that the release before begins have neither.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sessions
      add column slot smallint check (slot between 1 and 5),
      add column browser text check (length(browser) <= 100),
      add constraint sessions_support_user_id_slot unique (support_user_id, slot),
      add constraint sessions_organisation_user_id_slot unique (organisation_user_id, slot)
  `.execute(db);
}
