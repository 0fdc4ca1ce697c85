import { setTimeout as delay } from "node:timers/promises";
import { type Email, type Status, timestamp } from "../mailbox/mailbox.ts";
import type { State } from "../states.ts";

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

/**
 * Returns a function that delivers any email. With a test key, emails to two addresses, in exactly this spelling, fail.
 * There is no receipt for a technical failure.
 */
export function createDelivery(
  pace: Pace,
  state: State,
  sendReceipt: ((email: Email) => Promise<void>) | null,
  signal: AbortSignal,
): Deliver {
  return async (email) => {
    await delay(pace.sending, undefined, { signal });
    email.status = "sending";
    email.sent_at = timestamp(state.now());
    await delay(pace.done, undefined, { signal });
    email.status = outcomeOf(email.to, state);
    email.completed_at = timestamp(state.now());
    if (email.status !== "technical-failure" && !state.is("receipts-lost")) await sendReceipt?.(email);
  };
}

function outcomeOf(to: string, state: State): Status {
  if (state.is("technical-failure")) return "technical-failure";
  return (state.keyType() === "TEST" ? failures.get(to) : undefined) ?? "delivered";
}
