import { setTimeout as delay } from "node:timers/promises";
import type { Template } from "../../jobs/templates/templates.ts";
import { serve, type Serving } from "../stand-in/serve.ts";
import { parseApiKey } from "./api/authorise.ts";
import { createRateLimit } from "./api/rate-limit.ts";
import { createDelivery } from "./delivery/delivery.ts";
import { createFaults } from "./faults.ts";
import { createMailbox } from "./mailbox/mailbox.ts";
import { createReceipts } from "./delivery/receipts.ts";
import { answer, type StandIn } from "./routes.ts";
import { createState } from "./states.ts";

/** `templates` has the templates by id. `publicUrl` is the console's URL, to which receipts are sent. */
type NotifyOptions = {
  port: number;
  apiKey: string;
  templates: Map<string, Template>;
  publicUrl: string;
  callbackToken?: string;
};

/** Settings that tests change. Times are in milliseconds; `limit`: requests per minute; `kept`: emails stored. */
export type Tuning = typeof usual;

export const usual = {
  now: Date.now,
  limit: 3_000,
  kept: 10_000,
  pace: { sending: 100, done: 400 },
  hangMs: 60_000,
  receiptWaitsMs: Array.from({ length: 5 }, () => 300_000),
};

/**
 * Starts the stand-in for GOV.UK Notify. It has the parts of Notify's API that the console uses, a mailbox at `/` and
 * `/inbox.json`, and `/faults` and `/state`, which make requests fail (specification, section 9, Stand-ins). It stores
 * everything in memory.
 *
 * @param options with `port` 0, the system chooses a free port; receipts are sent only if there is a `callbackToken`
 * @throws {LocalError} if the port cannot be used
 */
export async function startNotify(options: NotifyOptions, tuning: Partial<Tuning> = {}): Promise<Serving> {
  const { now, limit, kept, pace, hangMs, receiptWaitsMs } = { ...usual, ...tuning };
  const stopping = new AbortController();
  const { signal } = stopping;
  const { callbackToken: token, publicUrl } = options;
  const state = createState(now);
  const callback = token ? { url: `${publicUrl.replace(/\/+$/, "")}/webhooks/notify`, token } : null;
  const standIn: StandIn = {
    key: parseApiKey(options.apiKey),
    templates: new Map([...options.templates].map(([id, template]) => [id.toLowerCase(), template])),
    mailbox: createMailbox(state.now, kept),
    deliver: createDelivery(
      pace,
      state,
      callback && createReceipts(callback, receiptWaitsMs, signal),
      signal,
    ),
    state,
    faults: createFaults(),
    limit,
    isWithinRate: createRateLimit(limit, now),
    hang: () => delay(hangMs, undefined, { signal }).catch(() => undefined),
  };
  const port = { port: options.port, variable: "NOTIFY_PORT" };
  const serving = await serve((request, response) => void answer(request, response, standIn), port);
  return {
    url: serving.url,
    stop: async () => {
      const stopped = serving.stop(); // before `abort`, so that a request that hangs gets no response
      stopping.abort();
      await stopped;
    },
  };
}
