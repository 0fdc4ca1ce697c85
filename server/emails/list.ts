import { type Expression, sql } from "kysely";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import type { Placeholders } from "../../db/statements/compiled-once.ts";
import { allIdsOf } from "../people/merged.ts";
import { moment } from "../procedures/output.ts";
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

type StoredEmail = Omit<SentEmail, "failure"> & { error: string | null };

/** The time from which on emails count: when the person was last added anew; null if never. */
type Since = { since: Expression<Date | null> };

/**
 * A query for the emails to an organisation user that are about one organisation, and those about no particular one,
 * newest first. `explainEmail` takes its rows.
 */
export function emailsAbout(
  db: Database,
  { organisationId, ...person }: Placeholders<{ organisationId: string; userId: string }> & Since,
) {
  return emailsToOrganisationUser(db, person).where((where) =>
    where.or([where("organisation_id", "=", organisationId), where("organisation_id", "is", null)]),
  );
}

/** A query for all emails to an organisation user, newest first. `explainEmail` takes its rows. */
export function emailsToOrganisationUser(
  db: Database,
  { userId, since }: Placeholders<{ userId: string }> & Since,
) {
  return selectNewestFirst(db, since).where("organisation_user_id", "=", userId);
}

/**
 * A query for the emails to a support user and to the records that were merged into theirs, newest first. `explainEmail`
 * takes its rows.
 */
export function emailsTo(db: Database, { userId, since }: Placeholders<{ userId: string }> & Since) {
  return selectNewestFirst(db, since).where("support_user_id", "=", sql<string>`any(${allIdsOf(userId)})`);
}

function selectNewestFirst(db: Database, since: Since["since"]) {
  return db
    .selectFrom("emails")
    .select((query) => [
      "id",
      "kind",
      "status",
      isoTime(query.ref("created_at")).as("createdAt"),
      isoTime(query.fn.coalesce("failed_at", "cancelled_at", "delivered_at", "sent_at", "created_at")).as(
        "statusAt",
      ),
      // The error of a queued email is left out: it is that of the last attempt, and there will be another attempt.
      sql<string | null>`case when status = 'failed' then error end`.as("error"),
    ])
    .where("created_at", ">=", sql<Date>`coalesce(${since}, '-infinity')`)
    .orderBy("created_at", "desc")
    .orderBy("id");
}

/**
 * Describes an email that `emailsAbout` or `emailsTo` found; if it failed, says why and what to do.
 *
 * @param isClosed whether it is about an organisation that has closed, to which nobody is invited again
 */
export function explainEmail({ error, ...email }: StoredEmail, isClosed: boolean): SentEmail {
  const canSendAgain = emailKinds[email.kind].isInvitation && !isClosed;
  return { ...email, failure: error === null ? null : explainFailure(error, canSendAgain) };
}
