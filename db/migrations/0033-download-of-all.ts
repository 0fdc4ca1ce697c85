import { type Kysely, sql } from "kysely";

/**
 * Allows entries in the activity log for a download of the users of all organisations, which has no subject
 * (specification, section 8). The new constraint is not checked for the rows that are there, because it allows more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table activity
      drop constraint activity_subject_unless_import,
      add constraint activity_subject_unless_many
        check (action::text = 'downloaded' or (action::text in ('imported', 'problem_resolved')) = (subject_kind is null)) not valid
  `.execute(db);
}
