import { recordFailed } from "../../server/emails/failed/failed.ts";
import { templateId } from "../../server/emails/kinds.ts";
import { recordReceipt } from "../../server/emails/receipts/receipts.ts";
import type { QueuedEmail } from "../../server/emails/sending/next-email.ts";
import { personalise, userTextFields } from "../../server/emails/sending/personalisation.ts";
import {
  postponeEmail,
  recordAttempt,
  recordAttemptError,
  recordCancelled,
  recordSent,
} from "../../server/emails/sending/records.ts";
import { wasTurnedAway } from "../../server/emails/sending/outcomes.ts";
import { isSuperseded } from "../../server/emails/sending/superseded.ts";
import { NotifyError } from "../notify/errors.ts";
import type { Message } from "../notify/notify.ts";
import type { Sender } from "./sender.ts";
import type { Timings } from "./timings.ts";

/**
 * What came of an email. 'sent': Notify accepted it. 'settled': it needs no more work for another reason. 'waits': it is due again later. 'limited': Notify's rate
 * limit was reached, so try again after a pause. 'limited-today': its limit of the day was reached, so try again
 * tomorrow. 'taken': another worker is sending it.
 */
type Outcome = "sent" | "settled" | "waits" | "limited" | "limited-today" | "taken";

/** Settles an email, or finds that it has to wait, with at most one attempt to send it. Records the outcome. */
export async function attemptEmail(sender: Sender, email: QueuedEmail): Promise<Outcome> {
  try {
    return (await settleEarlierAttempt(sender, email)) ?? (await sendMessage(sender, email));
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error;
    return recordFailedAttempt(sender, email, error);
  }
}

/**
 * Finds out whether Notify accepted the last attempt. If its outcome is unknown, first waits until Notify can no longer
 * accept the request late.
 *
 * @returns undefined if Notify did not accept the email, or there is nothing to ask
 */
async function settleEarlierAttempt(
  { db, queue, notify, timings }: Sender,
  { id, error, isUnknown, isPostponed, sinceAttempt }: QueuedEmail,
): Promise<Outcome | undefined> {
  if (sinceAttempt === null || wasTurnedAway(error)) return undefined;
  if (isUnknown && sinceAttempt < untilSettled(timings)) {
    if (!isPostponed) await postponeEmail(db, queue, id, { afterAttempt: untilSettled(timings) });
    return "waits";
  }
  if (isPostponed && !isUnknown) return undefined;
  const accepted = await notify.find(id);
  if (accepted === undefined) return undefined;
  await recordSent(db, id, accepted.notifyId);
  if (accepted.receipt) await recordReceipt({ db, queue }, accepted.receipt);
  return "settled";
}

async function sendMessage(sender: Sender, email: QueuedEmail): Promise<Outcome> {
  const { db, notify } = sender;
  const message = await composeMessage(sender, email);
  if (message === undefined) {
    await recordCancelled(db, email.id);
    return "settled";
  }
  if (email.isPostponed) return "waits";
  // The attempt is committed before the request to Notify. If this worker dies, the next one knows of the attempt.
  if (!(await recordAttempt(db, email))) return "taken";
  await recordSent(db, email.id, await notify.send(message));
  return "sent";
}

/** Returns the message for Notify to send; undefined if the email must no longer be sent. */
async function composeMessage(
  { db, environment }: Sender,
  { recipient, firstName, lastName, ...email }: QueuedEmail,
): Promise<Message | undefined> {
  if (recipient === null || firstName === null || lastName === null) return undefined;
  if (await isSuperseded(db, email)) return undefined;
  const personalisation = await personalise(db, environment, { ...email, recipient, firstName, lastName });
  return {
    templateId: templateId(environment, email.kind),
    to: recipient,
    reference: email.id,
    personalisation,
    sanitiseContentFor: userTextFields.filter((field) => field in personalisation),
  };
}

async function recordFailedAttempt(
  { db, queue, timings, log }: Sender,
  { id, retries, isPostponed }: QueuedEmail,
  { outcome, message }: NotifyError,
): Promise<Outcome> {
  const isLimited = outcome === "limited" || outcome === "limited-today";
  const isFinal = outcome === "refused" || (!isLimited && retries >= timings.maxRetries);
  const entry = { emailId: id, outcome, reason: message, isFinal };
  if (outcome === "denied") log.error(entry, "Notify does not let the console in");
  else log.warn(entry, "Notify did not take an email");
  // It was only looked up, for a later email, and has a job for its own next attempt.
  if (isPostponed) return isLimited ? outcome : "waits";
  if (isFinal) {
    await recordFailed(db, id, message);
    return "settled";
  }
  if (isLimited) {
    await recordAttemptError(db, id, message);
    return outcome;
  }
  const afterAttempt = outcome === "unknown" ? untilSettled(timings) : 0;
  await postponeEmail(db, queue, id, { inMs: timings.backoff(retries), afterAttempt, failure: message });
  return "waits";
}

/** How long after the start of an attempt without a response Notify may still accept its email, in milliseconds. */
const untilSettled = ({ request, settling }: Timings) => request + settling;
