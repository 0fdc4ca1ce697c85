import { sql } from "kysely";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { moment } from "../procedures/moment.ts";
import { explainFailure } from "./failed/reasons.ts";
import { emailKindNames, emailKinds } from "./kinds.ts";

/** An email to a person and its current status (specification, section 4, On a person's page). */
export const sentEmailOutput = z.object({
  id: z.uuid(),
  kind: z.enum(emailKindNames),
  status: z.enum(["queued", "sent", "delivered", "failed", "cancelled"]),
  failure: z
    .object({ reason: z.string(), advice: z.string() })
    .nullable()
    .describe("why it failed and what to do; null unless it failed"),
  createdAt: moment,
  statusAt: moment.describe("when it got this status"),
});

export type SentEmail = z.output<typeof sentEmailOutput>;

type StoredEmail = z.input<typeof sentEmailOutput>;

/**
 * Returns the emails to an organisation user that are about one organisation, and those about no particular one, newest
 * first.
 */
export async function listEmailsAbout(
  db: Database,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<StoredEmail[]> {
  const rows = await selectNewestFirst(db)
    .where("organisation_user_id", "=", userId)
    .where((where) =>
      where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
    )
    .execute();
  return rows.map(explain);
}

/** Returns the emails to a support user, newest first. */
export async function listEmailsTo(db: Database, supportUserId: string): Promise<StoredEmail[]> {
  const rows = await selectNewestFirst(db).where("support_user_id", "=", supportUserId).execute();
  return rows.map(explain);
}

function selectNewestFirst(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "status", "created_at as createdAt"])
    .select(({ fn }) => [
      fn.coalesce("failed_at", "cancelled_at", "delivered_at", "sent_at", "created_at").as("statusAt"),
      // The error of a queued email is left out: it is that of the last attempt, and there will be another attempt.
      sql<string | null>`case when status = 'failed' then error end`.as("error"),
    ])
    .orderBy("created_at", "desc")
    .orderBy("id");
}

function explain({ error, ...email }: Omit<StoredEmail, "failure"> & { error: string | null }): StoredEmail {
  const { isInvitation } = emailKinds[email.kind];
  return { ...email, failure: error === null ? null : explainFailure(error, isInvitation) };
}
