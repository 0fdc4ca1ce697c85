import { setTimeout as delay } from "node:timers/promises";
import type { Email } from "./mailbox.ts";

/** Where receipts go, and with which bearer token. */
export type Callback = { url: string; token: string };

/** Sends delivery receipts in the background. */
export type Receipts = { send(email: Email): void; stop(): void };

const timeLimit = 10_000;

/**
 * Sends delivery receipts as Notify does: tried again after a 429, a 5xx or no answer, not after any other
 * refusal, and given up silently.
 *
 * @param waits milliseconds before each further attempt; Notify's are five times five minutes
 */
export function createReceipts(callback: Callback, waits: readonly number[]): Receipts {
  const stopped = new AbortController();

  async function deliver(body: string): Promise<void> {
    for (const wait of [0, ...waits]) {
      if (wait > 0) await delay(wait, undefined, { signal: stopped.signal });
      if (await post(callback, body, stopped.signal)) return;
    }
  }

  return {
    send: (email) => {
      const body = JSON.stringify(receipt(email));
      // Nobody is told of a receipt that did not arrive.
      deliver(body).catch(() => undefined);
    },
    stop: () => {
      stopped.abort();
    },
  };
}

/** @returns whether that was the last attempt */
async function post({ url, token }: Callback, body: string, stopped: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(timeLimit)]),
    });
    await response.body?.cancel();
    return response.status < 500 && response.status !== 429;
  } catch {
    return false;
  }
}

function receipt(email: Email) {
  return {
    id: email.id,
    reference: email.reference,
    to: email.to,
    status: email.status,
    created_at: email.created_at,
    completed_at: email.completed_at,
    sent_at: email.sent_at,
    notification_type: "email",
    template_id: email.templateId,
    template_version: 1,
  };
}
