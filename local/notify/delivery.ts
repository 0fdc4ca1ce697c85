import type { Receipts } from "./receipts.ts";
import { type Email, type Status, timestamp } from "./mailbox.ts";

/** Milliseconds from accepting an email to handing it on, and from there to its end. */
export type Pace = { sending: number; done: number };

/** Notify answers for these as for any other address, but stores nothing and sends no receipt. */
export const smokeTestAddresses = new Set([
  "simulate-delivered@notifications.service.gov.uk",
  "simulate-delivered-2@notifications.service.gov.uk",
  "simulate-delivered-3@notifications.service.gov.uk",
]);

const outcomes = new Map<string, Status>([
  ["perm-fail@simulator.notify", "permanent-failure"],
  ["temp-fail@simulator.notify", "temporary-failure"],
]);

/** Takes emails on from `created` to their end, with a receipt there. */
export type Delivery = { begin(email: Email): void; stop(): void };

/** Delivers everything but what Notify's simulator addresses let fail. */
export function createDelivery(pace: Pace, now: () => number, receipts: Receipts | null): Delivery {
  const timers = new Set<NodeJS.Timeout>();
  const after = (delay: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delay);
    timers.add(timer);
  };
  return {
    begin: (email) => {
      after(pace.sending, () => {
        email.status = "sending";
        email.sent_at = timestamp(now());
        after(pace.done, () => {
          email.status = outcomes.get(email.to.toLowerCase()) ?? "delivered";
          email.completed_at = timestamp(now());
          receipts?.send(email);
        });
      });
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
