import { setTimeout as delay } from "node:timers/promises";
import { type Template, readTemplates } from "../jobs/templates/templates.ts";
import { emailKinds, templateVariables } from "../server/emails/kinds.ts";
import { answer } from "./notify/answer.ts";
import type { Api } from "./notify/api.ts";
import { parseApiKey } from "./notify/authorise.ts";
import { createDelivery, type Pace } from "./notify/delivery.ts";
import { createFaults } from "./notify/faults.ts";
import { createMailbox } from "./notify/mailbox.ts";
import { createRateLimit } from "./notify/rate-limit.ts";
import { createReceipts } from "./notify/receipts.ts";
import { readPort, runStandIn } from "./stand-in/run.ts";
import { serve } from "./stand-in/serve.ts";

/** What the stand-in needs to know: its port, the one key it accepts, its templates, and the console. */
export type NotifyOptions = {
  port: number;
  apiKey: string;
  templates: Map<string, Template>;
  publicUrl: string;
  callbackToken?: string;
};

/** What tests change: the clock, the limit a minute, how many emails are kept, how fast they move, and what waits. */
export type Tuning = {
  now: () => number;
  limit: number;
  kept: number;
  pace: Pace;
  hangMs: number;
  receiptWaitsMs: number[];
};

const usual: Tuning = {
  now: Date.now,
  limit: 3_000,
  kept: 10_000,
  pace: { sending: 100, done: 400 },
  hangMs: 60_000,
  receiptWaitsMs: [1_000, 5_000, 30_000],
};

/**
 * Starts the stand-in for GOV.UK Notify (SPEC §9): version 2 of its API for what the console uses, a mailbox
 * at `/` and `/inbox.json`, and faults on order at `/faults`. All state is in memory.
 *
 * @param options `port` 0 lets the system choose; receipts are sent only with a `callbackToken`
 * @throws {LocalError} when the port cannot be used
 */
export async function startNotify(
  options: NotifyOptions,
  tuning: Partial<Tuning> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { now, limit, kept, pace, hangMs, receiptWaitsMs } = { ...usual, ...tuning };
  const stopped = new AbortController();
  const receipts = createReceipts(receiptAddress(options), receiptWaitsMs);
  const delivery = createDelivery(pace, now, options.callbackToken ? receipts : null);
  let baseUrl = "";
  const api: Api = {
    key: parseApiKey(options.apiKey),
    templates: new Map([...options.templates].map(([id, template]) => [id.toLowerCase(), template])),
    mailbox: createMailbox(now, kept),
    delivery,
    faults: createFaults(),
    limitRate: createRateLimit({ limit, now }),
    limit,
    hang: () => delay(hangMs, undefined, { signal: stopped.signal }).catch(() => undefined),
    baseUrl: () => baseUrl,
    now,
  };
  const serving = await serve(
    (request, response) => void answer(request, response, api),
    options.port,
    "NOTIFY_PORT",
  );
  baseUrl = serving.url;
  return {
    url: serving.url,
    stop: async () => {
      delivery.stop();
      receipts.stop();
      // Sockets first: whoever still waits is to get no answer.
      const closed = serving.stop();
      stopped.abort();
      await closed;
    },
  };
}

const receiptAddress = ({ publicUrl, callbackToken }: NotifyOptions) => ({
  url: `${publicUrl.replace(/\/+$/, "")}/webhooks/notify`,
  token: callbackToken ?? "",
});

if (import.meta.main) {
  await runStandIn({
    name: "GOV.UK Notify",
    required: ["NOTIFY_PORT", "NOTIFY_API_KEY", "PUBLIC_URL", ...templateVariables],
    start: (variable) =>
      startNotify({
        port: readPort(variable, "NOTIFY_PORT"),
        apiKey: variable("NOTIFY_API_KEY"),
        templates: new Map(
          readTemplates().map((template) => [variable(emailKinds[template.kind].variable), template]),
        ),
        publicUrl: variable("PUBLIC_URL"),
        callbackToken: variable("NOTIFY_CALLBACK_TOKEN"),
      }),
  });
}
