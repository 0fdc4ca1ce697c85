import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/** What a change leaves: activity entries, email records and the data of queued jobs, oldest first. */
export async function readTraces(db: Database) {
  const [activity, emails, jobs] = await Promise.all([readActivity(db), readEmails(db), readJobs(db)]);
  return { activity, emails, jobs };
}

/** The activity log, oldest first. */
export function readActivity(db: Database) {
  return db
    .selectFrom("activity")
    .select(["actor_kind as by", "actor_name as name", "action", "subject_id as subjectId"])
    .select(["subject_kind as kind", "subject_name as subject", "subject_email as address"])
    .select(["organisation_id as organisation", "changes"])
    .orderBy("id")
    .execute();
}

/** The records of emails, oldest first. */
export function readEmails(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "recipient", "status", "organisation_id as organisation"])
    .select(["organisation_user_id as organisationUser", "support_user_id as supportUser"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

async function readJobs(db: Database): Promise<unknown[]> {
  const { rows } = await sql<{ data: unknown }>`
    select data from pgboss.job where name = 'send-email' order by created_on, id
  `.execute(db);
  return rows.map(({ data }) => data);
}

/** How many rows of a table there are. */
export async function countRows(db: Database, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}
