import { setTimeout as delay } from "node:timers/promises";
import { type Email, type Status, timestamp } from "../mailbox/mailbox.ts";

/** Milliseconds from accepting an email to sending it, and from there to its final status. */
type Pace = { sending: number; done: number };

/** Takes an email from `created` to its final status, and rejects when the stand-in stops. */
export type Deliver = (email: Email) => Promise<void>;

/** Notify accepts emails to these addresses, but keeps nothing and sends no receipt. */
export const smokeTestAddresses = new Set([
  "simulate-delivered@notifications.service.gov.uk",
  "simulate-delivered-2@notifications.service.gov.uk",
  "simulate-delivered-3@notifications.service.gov.uk",
]);

const failures = new Map<string, Status>([
  ["perm-fail@simulator.notify", "permanent-failure"],
  ["temp-fail@simulator.notify", "temporary-failure"],
]);

/** Delivers every email, except those to the addresses with which Notify simulates failures. */
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
