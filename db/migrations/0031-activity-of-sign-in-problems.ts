import { type Kysely, sql } from "kysely";

/**
 * Allows what support staff do about sign-in problems in the activity log. That a problem was resolved is not about a
 * user, and does not say whose sign-in it was (specification, section 8; section 12).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const action of ["unlinked", "linked_anew", "invited_instead", "problem_resolved"]) {
    await sql`alter type activity_action add value ${sql.lit(action)}`.execute(db);
  }
  // Compares as text, because PostgreSQL cannot use a new enum value in the transaction that adds it. Not validated,
  // because the rows that are there obey the stricter rule of before.
  await sql`
    alter table activity drop constraint activity_subject_unless_import,
      add constraint activity_subject_unless_import
      check ((action::text in ('imported', 'problem_resolved')) = (subject_kind is null)) not valid
  `.execute(db);
}
