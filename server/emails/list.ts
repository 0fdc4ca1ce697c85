import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { emailKinds } from "../environment.ts";
import { moment } from "../procedures/moment.ts";
import { explainFailure } from "./failed/reasons.ts";
import { isInvitation } from "./superseded.ts";

/** An email to a person and what became of it (specification, section 4). */
export const sentEmailOutput = z.object({
  id: z.uuid(),
  kind: z.enum(emailKinds),
  status: z.enum(["queued", "sent", "delivered", "failed", "cancelled"]),
  failure: z
    .object({ reason: z.string(), advice: z.string() })
    .nullable()
    .describe("why it failed and what can be done, where it did"),
  createdAt: moment,
  statusAt: moment.describe("when it came to its status"),
});

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

/** The emails to an organisation user about one organisation, or about all of theirs, newest first (specification, section 2). */
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
