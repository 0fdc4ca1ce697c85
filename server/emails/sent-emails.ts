import type { Database } from "../../db/database.ts";
import type { EmailKind, EmailStatus } from "../../db/types.ts";

/** An email as the person's page shows it. */
export type SentEmail = {
  id: string;
  kind: EmailKind;
  status: EmailStatus;
  error: string | null;
  createdAt: Date;
};

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
): Promise<SentEmail[]> {
  return newestFirst(db)
    .where("organisation_user_id", "=", userId)
    .where((where) =>
      where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
    )
    .execute();
}

/** The emails to a support user, newest first. */
export function listEmailsTo(db: Database, supportUserId: string): Promise<SentEmail[]> {
  return newestFirst(db).where("support_user_id", "=", supportUserId).execute();
}
