import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { sentEmailOutput } from "./schema.ts";

/** An email as a person's page shows it. */
export type SentEmail = z.output<typeof sentEmailOutput>;

type StoredEmail = z.input<typeof sentEmailOutput>;

function newestFirst(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "status", "error", "created_at as createdAt"])
    .orderBy("created_at", "desc")
    .orderBy("id");
}

/** The emails to an organisation user about one organisation, or about all of theirs, newest first (SPEC §2). */
export function listEmailsAbout(
  db: Database,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<StoredEmail[]> {
  return newestFirst(db)
    .where("organisation_user_id", "=", userId)
    .where((where) =>
      where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
    )
    .execute();
}

/** The emails to a support user, newest first. */
export function listEmailsTo(db: Database, supportUserId: string): Promise<StoredEmail[]> {
  return newestFirst(db).where("support_user_id", "=", supportUserId).execute();
}
