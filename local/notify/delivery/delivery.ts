import { setTimeout as delay } from "node:timers/promises";
import { type Email, type Status, timestamp } from "../mailbox/mailbox.ts";

/** Milliseconds from accepting an email to sending it (`sending`), and from there to its final status (`done`). */
type Pace = { sending: number; done: number };

/** Changes an email's status from `created` to its final one. The promise is rejected if the stand-in stops first. */
export type Deliver = (email: Email) => Promise<void>;

/** Notify accepts emails to these addresses, but neither stores them nor sends receipts. */
export const smokeTestAddresses = new Set([
  "simulate-delivered@notifications.service.gov.uk",
  "simulate-delivered-2@notifications.service.gov.uk",
  "simulate-delivered-3@notifications.service.gov.uk",
]);

const failures = new Map<string, Status>([
  ["perm-fail@simulator.notify", "permanent-failure"],
  ["temp-fail@simulator.notify", "temporary-failure"],
]);

/** Returns a function that delivers any email, except to the addresses for which Notify simulates a failure. */
export function createDelivery(
  pace: Pace,
  now: () => number,
  sendReceipt: ((email: Email) => Promise<void>) | null,
  signal: AbortSignal,
): Deliver {
  return async (email) => {
    await delay(pace.sending, undefined, { signal });
    email.status = "sending";
    email.sent_at = timestamp(now());
    await delay(pace.done, undefined, { signal });
    email.status = failures.get(email.to.toLowerCase()) ?? "delivered";
    email.completed_at = timestamp(now());
    await sendReceipt?.(email);
  };
}
