import { type Kysely, sql } from "kysely";

/**
 * An import is one entry in the activity log, the only kind without a subject: it is about many organisations
 * (specification, section 8).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type activity_action add value 'imported'`.execute(db);
  await sql`alter table activity alter column subject_kind drop not null`.execute(db);
  // Compared as text, because the transaction that adds a value to a type cannot use it yet.
  await sql`
    alter table activity add constraint activity_subject_unless_import
    check ((action::text = 'imported') = (subject_kind is null))
  `.execute(db);
}
