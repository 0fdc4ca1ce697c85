import { templateVariables } from "../server/emails/kinds.ts";
import { readEnvironment } from "../server/environment.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

type Variables = Record<string, string | undefined>;

/**
 * Every variable that the console reads (SPEC §9): the operator's own, else pointing at what stands in for it here.
 *
 * @param variables the operator's; whatever else is in there is handed on
 * @throws {ConfigurationError} naming every variable that is missing or malformed
 */
export function consoleEnvironment(
  variables: NodeJS.ProcessEnv,
  settings: Settings,
  secrets: Secrets,
  databaseUrl: string,
): NodeJS.ProcessEnv {
  const chosen = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const environment: NodeJS.ProcessEnv = {
    ...defaults(settings, secrets),
    ...chosen,
    ...signIn(settings, secrets),
    ...notify(settings, secrets),
    NODE_ENV: "production",
    PORT: String(settings.port),
    DATABASE_URL: databaseUrl,
  };
  readEnvironment(environment);
  return environment;
}

const defaults = ({ port }: Settings, secrets: Secrets): Variables => ({
  PUBLIC_URL: `http://localhost:${port}`,
  SERVICE_NAME: "Manage school placements",
  CONTACT_EMAIL: "support@example.com",
  SESSION_SECRET: secrets.sessionSecret,
  SESSION_IDLE_MINUTES: "120",
  ORGANISATION_USER_EDITING: "never",
  HTTP_COMPRESSION: "on",
  TRUST_PROXY: "false",
  RATE_LIMIT_SIGN_IN: "120",
  RATE_LIMIT_SAVES: "240",
  RATE_LIMIT_CALLS: "600",
  EMAIL_RETENTION_DAYS: "90",
  PERSONAL_DATA_RETENTION_DAYS: "730",
  NOTIFY_CALLBACK_TOKEN: secrets.notifyCallbackToken,
  METRICS_TOKEN: secrets.metricsToken,
});

function signIn({ signIn, signInPort }: Settings, secrets: Secrets): Variables {
  return {
    DFE_SIGN_IN_ISSUER_URL: signIn?.issuerUrl ?? `http://localhost:${signInPort}`,
    DFE_SIGN_IN_CLIENT_ID: signIn?.clientId ?? "support-console",
    DFE_SIGN_IN_CLIENT_SECRET: signIn?.clientSecret ?? secrets.signInClientSecret,
  };
}

/** With a real key, the templates and the address are the operator's; the stand-in has templates of its own. */
function notify({ notifyApiKey, notifyPort }: Settings, secrets: Secrets): Variables {
  if (notifyApiKey !== null) return { NOTIFY_API_KEY: notifyApiKey };
  return {
    NOTIFY_API_KEY: secrets.notifyApiKey,
    NOTIFY_BASE_URL: `http://localhost:${notifyPort}`,
    ...Object.fromEntries(templateVariables.map((variable, index) => [variable, standInTemplate(index + 1)])),
  };
}

const standInTemplate = (number: number) => `5ca1ab1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
