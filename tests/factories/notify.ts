import { startNotify } from "../../local/notify.ts";
import { openNotify } from "../../jobs/notify.ts";
import { readTemplates } from "../../jobs/templates.ts";
import { templateId } from "../../server/environment.ts";
import { createEnvironment } from "./environment.ts";

type Mail = { id: string; reference: string; to: string; subject: string; body: string };
type Fault = { status: 500 | 429 | 400 | "timeout" | "drop-after-accept"; count: number };

/** The stand-in for Notify with our own templates, quick, and the configuration that leads to it. */
export async function startTestNotify() {
  const before = createEnvironment();
  const templates = readTemplates().map((template) => [templateId(before, template.kind), template] as const);
  const { url, stop } = await startNotify(
    { port: 0, apiKey: before.NOTIFY_API_KEY, publicUrl: before.PUBLIC_URL, templates: new Map(templates) },
    { pace: { sending: 1, done: 1 }, hangMs: 1 },
  );
  const environment = createEnvironment({ NOTIFY_BASE_URL: url });
  return {
    environment,
    notify: openNotify(environment),
    stop,
    inbox: async () => (await (await fetch(`${url}/inbox.json`)).json()) as Mail[],
    fail: (fault: Fault) => fetch(`${url}/faults`, { method: "POST", body: JSON.stringify(fault) }),
  };
}
