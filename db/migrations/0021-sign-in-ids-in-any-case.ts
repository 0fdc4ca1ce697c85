import { type Kysely, sql } from "kysely";

/**
 * Makes a DfE Sign-in id that is a UUID count in any letter case, for lookups and for uniqueness (specification, section
 * 6, The email-match rule).
 *
 * Ids stay stored as DfE Sign-in sent them, because the release before compares them as they are, and also writes them
 * like that. So a person can sign in with either release, in any order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function dfe_sign_in_key(id text) returns text language sql immutable strict parallel safe
    return case when id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then lower(id) else id end
  `.execute(db);
  await sql`
    create unique index support_users_dfe_sign_in_key on support_users (dfe_sign_in_key(dfe_sign_in_id))
    where removed_at is null
  `.execute(db);
  await sql`
    create unique index organisation_users_dfe_sign_in_key on organisation_users (dfe_sign_in_key(dfe_sign_in_id))
  `.execute(db);
}
