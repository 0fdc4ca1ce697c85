import { type NotNull, sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import { system } from "../../actor.ts";
import { type Addressee, addresseeColumns, findAddressee } from "../addressee.ts";
import { emailKinds } from "../kinds.ts";
import { queueEmail } from "../queue.ts";
import { isSuperseded, readStanding } from "../sending/superseded.ts";

/**
 * Records in an email's record and in the activity log that it failed and will not be retried (specification, section
 * 4; section 8). Does nothing if the email was delivered or cancelled or has failed already.
 *
 * @param error the reason, usually a status or message from Notify
 * @param notifyId Notify's id, if Notify had accepted the email; without it, an email with the status 'sent' is not
 * changed either
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

/**
 * Adds a row to the activity log about the person an email is to, with the system as the actor. Does nothing if the
 * person's record was deleted.
 */
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
 * Returns the emails that failed and have not been sent again, oldest failure first. A check constraint on the table
 * guarantees that `failedAt` and `error` are not null.
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

/** Thrown if a failed email cannot be sent again. The message says why. */
export class CannotSendAgain extends Error {
  override name = "CannotSendAgain";
}

/**
 * Queues a failed email again, once only. The email gets a new record with a new reference, because Notify may already
 * know the old reference; the worker would then find the failed email and record it as sent.
 *
 * @returns the id of the new record
 * @throws {CannotSendAgain} if it was sent again before, is superseded, has no recipient any more or has not failed
 */
export async function sendFailedEmail(db: Database, queue: PgBoss, id: string): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { sentAgainAs: earlier, recipient, organisation_ids, ...email } = await lockFailedEmail(trx, id);
    if (earlier !== null) throw new CannotSendAgain("it was sent again before");
    if (recipient === null) throw new CannotSendAgain("its recipient is no longer kept");
    if (await isSuperseded(trx, { ...email, ...(await readStanding(trx, email.id)) })) {
      const reasons = emailKinds[email.kind].isInvitation
        ? "the person was removed, invited anew or has another address"
        : "the person belongs again, or never got an invitation";
      throw new CannotSendAgain(`it no longer holds: ${reasons}`);
    }
    const sentAgainAs = await queueEmail(trx, queue, { ...email, recipient });
    await trx.updateTable("emails").set({ organisation_ids }).where("id", "=", sentAgainAs).execute();
    await trx.updateTable("emails").set({ sent_again_as: sentAgainAs }).where("id", "=", id).execute();
    if (emailKinds[email.kind].isInvitation) await recordEmailActivity(trx, "invited_again", email);
    return sentAgainAs;
  });
}

async function lockFailedEmail(trx: Transaction<DB>, id: string) {
  // The person first, as in a change to them, so that emails to them are stored in the order of their numbers.
  await sql`
    select from organisation_users where id = (select organisation_user_id from emails where id::text = ${id}) for update
  `.execute(trx);
  await sql`
    select from support_users where id = (select support_user_id from emails where id::text = ${id}) for update
  `.execute(trx);
  const email = await trx
    .selectFrom("emails")
    .select(["id", "kind", "recipient", "sent_again_as as sentAgainAs", "bulk_change_id as bulkChangeId"])
    .select(addresseeColumns)
    .select("organisation_ids")
    .where(sql<boolean>`id::text = ${id}`) // compared as text: an operator types the id, which may not be a UUID
    .where("status", "=", "failed")
    .forUpdate()
    .executeTakeFirst();
  if (email === undefined) throw new CannotSendAgain("there is no failed email with this id");
  return email;
}
