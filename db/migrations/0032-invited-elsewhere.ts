import { type Kysely, sql } from "kysely";

/**
 * Allows the email that tells an old address that the invitation went to another one. It is about several organisations,
 * of which the person is no longer a member when it is sent (specification, section 12, Inviting another address).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type email_kind add value 'organisation_user_invited_elsewhere'`.execute(db);
  await sql`alter table emails add column organisation_ids uuid[]`.execute(db);
}
