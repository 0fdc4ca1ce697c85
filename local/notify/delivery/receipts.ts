import { setTimeout as delay } from "node:timers/promises";
import type { Email } from "../mailbox/mailbox.ts";

/** The URL that receipts are posted to, and the bearer token to send with them. */
type Callback = { url: string; token: string };

const timeLimit = 5_000;

/**
 * Returns a function that sends a delivery receipt. Like Notify, it tries again after a 429, a 5xx or no response,
 * but not after any other status.
 *
 * @param waits milliseconds before each further attempt; the real Notify tries five more times, five minutes apart
 */
export function createReceipts(callback: Callback, waits: readonly number[], signal: AbortSignal) {
  return async (email: Email): Promise<void> => {
    const body = JSON.stringify(describe(email));
    for (const wait of [0, ...waits]) {
      await delay(wait, undefined, { signal });
      if (await post(callback, body, signal)) return;
    }
  };
}

/** @returns false if the receipt must be sent again */
async function post({ url, token }: Callback, body: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]),
    });
    await response.body?.cancel();
    return response.status < 500 && response.status !== 429;
  } catch {
    return false;
  }
}

function describe({ id, reference, to, status, created_at, completed_at, sent_at, templateId }: Email) {
  const times = { created_at, completed_at, sent_at };
  const template = { template_id: templateId, template_version: 1 };
  return { id, reference, to, status, ...times, notification_type: "email", ...template };
}
