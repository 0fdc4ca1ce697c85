import { sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import type { EmailKind } from "../../environment.ts";
import { queueEmail } from "../records.ts";
import { isInvitation, isSuperseded } from "../superseded.ts";
import { type Addressee, findAddressee } from "../addressee.ts";

/**
 * Gives an email up, and says so in the activity log, once however often it is called (specification, section 4; section 8). What was
 * delivered, cancelled or has failed before stays as it is.
 *
 * @param error why, as Notify put it
 * @param notifyId where Notify had accepted it; without one, only what still waits to be sent can fail
 */
export async function recordFailed(
  db: Database,
  id: string,
  error: string,
  notifyId?: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const email = await trx
      .updateTable("emails")
      .set({ status: "failed", failed_at: sql<Date>`now()`, error, ...(notifyId && { notify_id: notifyId }) })
      .where("id", "=", id)
      .where("status", "in", notifyId === undefined ? ["queued"] : ["queued", "sent"])
      .returning([
        "support_user_id as supportUserId",
        "organisation_user_id as organisationUserId",
        "organisation_id as organisationId",
      ])
      .executeTakeFirst();
    if (email) await recordAboutEmail(trx, "email_failed", email);
  });
}

type About = Addressee & { organisationId: string | null };

/** Writes the system's activity row about the person an email is to, unless that person was deleted (specification, section 8). */
export async function recordAboutEmail(
  trx: Transaction<DB>,
  action: "email_failed" | "invited_again",
  email: About,
): Promise<void> {
  const subject = await findAddressee(trx, email);
  if (subject === undefined) return;
  await recordActivity(trx, system, { action, subject, organisationId: email.organisationId ?? undefined });
}

/** An email that failed and was not sent again yet. */
export type FailedEmail = { id: string; kind: EmailKind; failedAt: Date; error: string };

/** A failed email that cannot be sent again; the message says why. */
export class CannotSendAgain extends Error {
  override name = "CannotSendAgain";
}

/** The emails that failed and were not sent again yet, oldest first. */
export async function listFailedEmails(db: Database): Promise<FailedEmail[]> {
  const rows = await db
    .selectFrom("emails")
    .select(["id", "kind", "failed_at as failedAt", "error"])
    .where("status", "=", "failed")
    .where("sent_again_as", "is", null)
    .orderBy("failed_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, failedAt: row.failedAt ?? new Date(0), error: row.error ?? "" }));
}

/**
 * Sends a failed email again, once: as a new record, for Notify knows the old one's reference.
 *
 * @returns the new record's id
 * @throws {CannotSendAgain}
 */
export async function sendFailedEmail(db: Database, queue: PgBoss, id: string): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const email = await lockFailed(trx, id);
    if (email === undefined) throw new CannotSendAgain("there is no failed email with this id");
    if (email.sentAgainAs !== null) throw new CannotSendAgain("it was sent again before");
    const { recipient } = email;
    if (recipient === null) throw new CannotSendAgain("its recipient is no longer kept");
    if (await isSuperseded(trx, { ...email, recipient })) {
      throw new CannotSendAgain(
        "it no longer holds: the person was removed, invited anew or has another address",
      );
    }
    const sentAgainAs = await queueEmail(trx, queue, {
      kind: email.kind,
      recipient,
      supportUserId: email.supportUserId ?? undefined,
      organisationUserId: email.organisationUserId ?? undefined,
      organisationId: email.organisationId ?? undefined,
    });
    await trx.updateTable("emails").set({ sent_again_as: sentAgainAs }).where("id", "=", id).execute();
    if (isInvitation(email)) await recordAboutEmail(trx, "invited_again", email);
    return sentAgainAs;
  });
}

function lockFailed(trx: Transaction<DB>, id: string) {
  return trx
    .selectFrom("emails")
    .select(["id", "kind", "recipient", "sent_again_as as sentAgainAs", "organisation_id as organisationId"])
    .select(["support_user_id as supportUserId", "organisation_user_id as organisationUserId"])
    .where(sql<boolean>`id::text = ${id}`)
    .where("status", "=", "failed")
    .forUpdate()
    .executeTakeFirst();
}
