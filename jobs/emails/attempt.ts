import { recordFailed } from "../../server/emails/failed/failed.ts";
import { templateId } from "../../server/emails/kinds.ts";
import { personalise, userTextFields } from "../../server/emails/personalisation.ts";
import {
  postponeEmail,
  type QueuedEmail,
  recordAttempt,
  recordAttemptError,
  recordCancelled,
  recordSent,
} from "../../server/emails/records.ts";
import { isSuperseded } from "../../server/emails/superseded.ts";
import { type Message, NotifyError } from "./notify.ts";
import type { Sender } from "./sender.ts";
import type { Timings } from "./timings.ts";

/**
 * Makes one attempt to send an email and records its outcome.
 *
 * @returns 'limited' if Notify rejected the request because of its rate limit: try again after a pause
 */
export async function attemptEmail(sender: Sender, email: QueuedEmail): Promise<"done" | "limited"> {
  try {
    if (!(await settleEarlierAttempt(sender, email))) await sendMessage(sender, email);
    return "done";
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error;
    return recordFailedAttempt(sender, email, error);
  }
}

/**
 * Finds out whether an earlier attempt succeeded. If its outcome is unknown, first waits, by postponing the email,
 * until Notify can no longer accept that request late; then asks Notify.
 *
 * @returns whether there is nothing to send now, because the email was sent earlier or postponed
 */
async function settleEarlierAttempt(
  { db, queue, notify, timings }: Sender,
  { id, error, sinceAttempt }: QueuedEmail,
): Promise<boolean> {
  if (sinceAttempt === null) return false;
  // No error means that no outcome was recorded, for example because the worker died during the attempt.
  if (error === null && sinceAttempt < untilSettled(timings)) {
    await postponeEmail(db, queue, id, { afterAttempt: untilSettled(timings) });
    return true;
  }
  const notifyId = await notify.find(id);
  if (notifyId !== undefined) await recordSent(db, id, notifyId);
  return notifyId !== undefined;
}

async function sendMessage(sender: Sender, email: QueuedEmail): Promise<void> {
  const { db, notify, pause } = sender;
  const message = await composeMessage(sender, email);
  if (message === undefined) return recordCancelled(db, email.id);
  // The attempt is committed before the request to Notify. If this worker dies, the next one knows of the attempt.
  if (!(await recordAttempt(db, email.id))) return;
  await recordSent(db, email.id, await notify.send(message));
  pause.reset();
}

/** Returns the message for Notify to send; undefined if the email must no longer be sent. */
async function composeMessage(
  { db, environment }: Sender,
  { recipient, ...email }: QueuedEmail,
): Promise<Message | undefined> {
  if (recipient === null || (await isSuperseded(db, email))) return undefined;
  const personalisation = await personalise(db, environment, { ...email, recipient });
  return (
    personalisation && {
      templateId: templateId(environment, email.kind),
      to: recipient,
      reference: email.id,
      personalisation,
      sanitiseContentFor: userTextFields.filter((field) => field in personalisation),
    }
  );
}

async function recordFailedAttempt(
  { db, queue, timings, log }: Sender,
  { id, retries }: QueuedEmail,
  { outcome, message }: NotifyError,
): Promise<"done" | "limited"> {
  const isFinal = outcome === "refused" || (outcome !== "limited" && retries >= timings.maxRetries);
  log.warn({ emailId: id, outcome, reason: message, isFinal }, "Notify did not take an email");
  if (isFinal) {
    await recordFailed(db, id, message);
  } else if (outcome === "limited") {
    await recordAttemptError(db, id, message);
    return "limited";
  } else {
    const afterAttempt = outcome === "unknown" ? untilSettled(timings) : 0;
    await postponeEmail(db, queue, id, { inMs: timings.backoff(retries), afterAttempt, failure: message });
  }
  return "done";
}

/** How long after the start of an attempt without a response Notify may still accept its email, in milliseconds. */
const untilSettled = ({ request, settling }: Timings) => request + settling;
