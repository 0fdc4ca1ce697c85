import { setTimeout as delay } from "node:timers/promises";
import type { Email } from "../mailbox/mailbox.ts";

/** Where receipts go, and their bearer token. */
type Callback = { url: string; token: string };

const timeLimit = 10_000;

/**
 * Sends delivery receipts as Notify does: again after a 429, a 5xx or no answer, but not after any other refusal.
 *
 * @param waits milliseconds before each further attempt; Notify waits five minutes, five times
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

/** @returns whether this attempt was the last */
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
