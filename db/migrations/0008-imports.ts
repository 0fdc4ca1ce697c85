import { type Kysely, sql } from "kysely";

/**
 * Allows imports in the activity log. An import is one entry. It is the only action without a subject, because it
 * concerns many organisations (specification, section 8).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter type activity_action add value 'imported'`.execute(db);
  await sql`alter table activity alter column subject_kind drop not null`.execute(db);
  // Compares as text, because PostgreSQL cannot use a new enum value in the transaction that adds it.
  await sql`
    alter table activity add constraint activity_subject_unless_import
    check ((action::text = 'imported') = (subject_kind is null))
  `.execute(db);
}
