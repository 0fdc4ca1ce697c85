import { type Kysely, sql } from "kysely";

/**
 * Gives API tokens an end and scopes, and stores which support user made each (specification, section 5, API tokens).
 * Tokens that are there, and those that a process of the release before makes, keep every scope and do not end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_tokens
      add column scopes text[] not null default '{read,organisation-users,support-users}',
      add column expires_at timestamptz,
      add column made_by uuid references support_users,
      add constraint api_tokens_scopes_check
        check (scopes <@ '{read,organisation-users,support-users}' and cardinality(scopes) > 0)
  `.execute(db);
}
