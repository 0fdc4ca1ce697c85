import { type NotNull, sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import { type Addressee, addresseeColumns, findAddressee } from "../addressee.ts";
import { emailKinds } from "../kinds.ts";
import { queueEmail } from "../queue.ts";
import { isSuperseded } from "../superseded.ts";

/**
 * Records that an email failed for good, in its record and in the activity log (specification, section 4; section 8).
 * An email that was delivered, was cancelled or has failed stays as it is.
 *
 * @param error the reason, usually in Notify's words
 * @param notifyId Notify's id of an email that it had accepted; without it, only a queued email can fail
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
      .returning(addresseeColumns)
      .executeTakeFirst();
    if (email) await recordEmailActivity(trx, "email_failed", email);
  });
}

/** Writes the system's activity row about the person an email is to, unless that person was deleted. */
async function recordEmailActivity(
  trx: Transaction<DB>,
  action: "email_failed" | "invited_again",
  email: Addressee,
): Promise<void> {
  const subject = await findAddressee(trx, email);
  if (subject === undefined) return;
  await recordActivity(trx, system, { action, subject, organisationId: email.organisationId ?? undefined });
}

/**
 * The emails that failed and were not sent again yet, oldest first. A check of the table makes sure that each has a
 * time and an error.
 */
export function listFailedEmails(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "kind", "failed_at as failedAt", "error"])
    .where("status", "=", "failed")
    .where("sent_again_as", "is", null)
    .orderBy("failed_at")
    .orderBy("id")
    .$narrowType<{ failedAt: NotNull; error: NotNull }>()
    .execute();
}

/** A failed email cannot be sent again; the message says why. */
export class CannotSendAgain extends Error {
  override name = "CannotSendAgain";
}

/**
 * Sends a failed email again, at most once. It gets a new record, because Notify knows the reference of the old one.
 *
 * @returns the new record's id
 * @throws {CannotSendAgain}
 */
export async function sendFailedEmail(db: Database, queue: PgBoss, id: string): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { sentAgainAs: earlier, recipient, ...email } = await lockFailedEmail(trx, id);
    if (earlier !== null) throw new CannotSendAgain("it was sent again before");
    if (recipient === null) throw new CannotSendAgain("its recipient is no longer kept");
    if (await isSuperseded(trx, email)) {
      throw new CannotSendAgain(
        "it no longer holds: the person was removed, invited anew or has another address",
      );
    }
    const sentAgainAs = await queueEmail(trx, queue, { ...email, recipient });
    await trx.updateTable("emails").set({ sent_again_as: sentAgainAs }).where("id", "=", id).execute();
    if (emailKinds[email.kind].isInvitation) await recordEmailActivity(trx, "invited_again", email);
    return sentAgainAs;
  });
}

async function lockFailedEmail(trx: Transaction<DB>, id: string) {
  const email = await trx
    .selectFrom("emails")
    .select(["id", "kind", "recipient", "sent_again_as as sentAgainAs", ...addresseeColumns])
    .where(sql<boolean>`id::text = ${id}`) // an operator types the id: it may not be a UUID
    .where("status", "=", "failed")
    .forUpdate()
    .executeTakeFirst();
  if (email === undefined) throw new CannotSendAgain("there is no failed email with this id");
  return email;
}
