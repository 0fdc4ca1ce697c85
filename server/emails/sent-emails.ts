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

/** The emails to an organisation user about one organisation, newest first (SPEC §2). */
export function listEmailsAbout(
  db: Database,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<SentEmail[]> {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "status", "error", "created_at as createdAt"])
    .where("organisation_user_id", "=", userId)
    .where((where) =>
      where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
    )
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
}
