import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { explainFailure } from "./failure.ts";
import type { sentEmailOutput } from "./schema.ts";
import { isInvitation } from "./superseded.ts";

/** An email as a person's page shows it. */
export type SentEmail = z.output<typeof sentEmailOutput>;

type StoredEmail = z.input<typeof sentEmailOutput>;

function newestFirst(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "status", "error", "created_at as createdAt"])
    .select(({ fn }) =>
      fn
        .coalesce("failed_at", "cancelled_at", "delivered_at", "sent_at", "created_at")
        .$castTo<Date>()
        .as("statusAt"),
    )
    .orderBy("created_at", "desc")
    .orderBy("id");
}

/** The emails to an organisation user about one organisation, or about all of theirs, newest first (SPEC §2). */
export async function listEmailsAbout(
  db: Database,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<StoredEmail[]> {
  const rows = await newestFirst(db)
    .where("organisation_user_id", "=", userId)
    .where((where) =>
      where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
    )
    .execute();
  return rows.map(explain);
}

/** The emails to a support user, newest first. */
export async function listEmailsTo(db: Database, supportUserId: string): Promise<StoredEmail[]> {
  const rows = await newestFirst(db).where("support_user_id", "=", supportUserId).execute();
  return rows.map(explain);
}

function explain({ error, ...email }: Omit<StoredEmail, "failure"> & { error: string | null }): StoredEmail {
  return {
    ...email,
    failure: email.status === "failed" ? explainFailure(error ?? "", isInvitation(email)) : null,
  };
}
