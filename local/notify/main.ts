import { readTemplates } from "../../jobs/templates/templates.ts";
import { emailKinds, templateVariables } from "../../server/emails/kinds.ts";
import { parsePort } from "../processes/ports.ts";
import { runStandIn } from "../stand-in/run.ts";
import { startNotify } from "./start-notify.ts";

const required = ["NOTIFY_PORT", "NOTIFY_API_KEY", "PUBLIC_URL", ...templateVariables];

await runStandIn("GOV.UK Notify", required, (variable) =>
  startNotify({
    port: parsePort("NOTIFY_PORT", variable("NOTIFY_PORT"), 0),
    apiKey: variable("NOTIFY_API_KEY"),
    templates: new Map(readTemplates().map((text) => [variable(emailKinds[text.kind].variable), text])),
    publicUrl: variable("PUBLIC_URL"),
    callbackToken: variable("NOTIFY_CALLBACK_TOKEN"),
  }),
);
