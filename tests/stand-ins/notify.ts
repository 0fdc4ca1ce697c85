import { openNotify } from "../../jobs/notify/notify.ts";
import { readTemplates } from "../../jobs/templates/templates.ts";
import type { Timings } from "../../jobs/emails/timings.ts";
import { startNotify, type Tuning } from "../../local/notify/start-notify.ts";
import type { StateName } from "../../local/notify/states.ts";
import { templateId } from "../../server/emails/kinds.ts";
import { createEnvironment } from "./environment.ts";
import { putState } from "./put-state.ts";

export type Mail = {
  id: string;
  reference: string;
  to: string;
  subject: string;
  body: string;
  status: string;
  created_at: string;
};
type Fault = { status: 500 | 429 | 400 | "timeout" | "drop-after-accept"; count: number } | { count: 0 };

/** The same waits as in production, in the same order, but short. */
export const quickTimings: Timings = {
  request: 1_000,
  settling: 500,
  backoff: (retries) => Math.min(100 * 2 ** retries, 800),
  maxRetries: 3,
  pause: { single: { first: 100, longest: 500 }, bulk: { first: 100, longest: 800 }, timeout: 20_000 },
  spacing: 5,
  locked: 200,
};

/** Waits that do not end during a test, however slow the machine. Such tests move the stored times instead. */
export const longTimings: Timings = {
  ...quickTimings,
  settling: 300_000,
  backoff: () => 60_000,
  pause: { ...quickTimings.pause, bulk: { first: 10_000, longest: 10_000 } },
};

export type TestNotify = Awaited<ReturnType<typeof startTestNotify>>;

/**
 * Starts the Notify stand-in with our templates and short waits, and the configuration that points to it.
 *
 * @param variables changes to the configuration
 * @param callbackToken the token for delivery receipts; without it, none are sent
 */
export async function startTestNotify(
  tuning: Partial<Tuning> = {},
  variables: Record<string, string> = {},
  callbackToken?: string,
) {
  const before = createEnvironment(variables);
  const templates = readTemplates().map((template) => [templateId(before, template.kind), template] as const);
  const { url, stop } = await startNotify(
    {
      ...{ port: 0, apiKey: before.NOTIFY_API_KEY, templates: new Map(templates) },
      ...{ publicUrl: before.PUBLIC_URL, callbackToken },
    },
    { pace: { sending: 1, done: 1 }, hangMs: 1, ...tuning },
  );
  const environment = createEnvironment({ ...variables, NOTIFY_BASE_URL: url });
  return {
    environment,
    notify: openNotify(environment, quickTimings.request),
    stop,
    inbox: async () => (await (await fetch(`${url}/inbox.json`)).json()) as Mail[],
    put: (state: StateName) => putState(url, state),
    fail: (fault: Fault) => fetch(`${url}/faults`, { method: "POST", body: JSON.stringify(fault) }),
  };
}
