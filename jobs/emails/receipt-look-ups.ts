import { listOverdue, type Overdue, recordLookUp } from "../../server/emails/receipts/overdue.ts";
import { recordReceipt } from "../../server/emails/receipts/receipts.ts";
import type { WorkerResources } from "../../server/resources.ts";
import { NotifyError } from "../notify/errors.ts";
import { type Notify, openNotify } from "../notify/notify.ts";
import { usualTimings } from "./timings.ts";

/** How many emails are looked up in one run, and how many at a time, so that sending has connections left. */
const most = 1_000;
const atOnce = 4;

/** After so many failures, a run ends. Fewer may be about single emails, which must not hold up the others. */
const mostFailures = 10;

/**
 * Asks Notify what came of emails for which no delivery receipt came: receipts are lost while the console is down for
 * long, and a technical failure has none (specification, section 4, Receipts). An email about which Notify cannot be
 * asked is left to the next run.
 *
 * @returns the number of emails looked up
 */
export async function lookUpReceipts(resources: WorkerResources): Promise<number> {
  const { db, environment } = resources;
  const notify = openNotify(environment, usualTimings.request);
  const failed: string[] = [];
  let count = 0;
  while (count < most && failed.length < mostFailures) {
    const emails = await listOverdue(db, failed, atOnce);
    if (emails.length === 0) break;
    const outcomes = await Promise.all(emails.map((email) => lookUp(resources, notify, email)));
    failed.push(...emails.filter((_, index) => !outcomes[index]).map(({ id }) => id));
    count += outcomes.filter(Boolean).length;
  }
  return count;
}

/** Returns whether Notify could be asked about the email. */
async function lookUp({ db, queue, log }: WorkerResources, notify: Notify, email: Overdue): Promise<boolean> {
  try {
    const receipt = await notify.findReceipt(email.notifyId);
    if (receipt !== undefined) await recordReceipt({ db, queue }, receipt);
    await recordLookUp(db, email);
    return true;
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error;
    const { outcome, message } = error;
    log.warn({ emailId: email.id, outcome, reason: message }, "Notify could not be asked for a receipt");
    return false;
  }
}
