import { type Kysely, sql } from "kysely";

/**
 * Stores when a user's DfE Sign-in account was unlinked. Until the next sign-in the user then has a last sign-in and no id
 * (specification, section 12, Unlinking).
 *
 * The rows that are there obey the stricter rule of before, so they are not checked: that would lock the tables for long.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["support_users", "organisation_users"]) {
    const [users, name] = [sql.table(table), sql.ref(`${table}_check`)];
    await sql`alter table ${users} add column unlinked_at timestamptz`.execute(db);
    await sql`alter table ${users} drop constraint ${name}`.execute(db);
    await sql`
      alter table ${users} add constraint ${name} check (
        case when dfe_sign_in_id is null then last_signed_in_at is null or unlinked_at is not null
          else last_signed_in_at is not null end
      ) not valid
    `.execute(db);
  }
}
