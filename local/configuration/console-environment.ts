import { templateVariables } from "../../server/emails/kinds.ts";
import { readEnvironment } from "../../server/environment.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

type Variables = Record<string, string>;

/**
 * Sets every variable that the console reads (specification, section 9, npm start): to the given value, or else to
 * one that works here, or else to the console's own default.
 *
 * @param given the variables that `npm start` was given; others among them are kept
 * @throws {ConfigurationError} naming every variable that is missing or malformed
 */
export function consoleEnvironment(
  given: NodeJS.ProcessEnv,
  settings: Settings,
  secrets: Secrets,
  databaseUrl: string,
): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...localValues(settings, secrets),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim())),
    ...notify(settings, secrets),
    NODE_ENV: "production",
    PORT: String(settings.port),
    DATABASE_URL: databaseUrl,
  };
  for (const [name, value] of Object.entries(readEnvironment(environment))) {
    environment[name] ??= String(value);
  }
  return environment;
}

const localValues = ({ port, signInPort }: Settings, secrets: Secrets): Variables => ({
  PUBLIC_URL: `http://localhost:${port}`,
  CONTACT_EMAIL: "support@example.com",
  SESSION_SECRET: secrets.sessionSecret,
  DFE_SIGN_IN_ISSUER_URL: `http://localhost:${signInPort}`,
  DFE_SIGN_IN_CLIENT_ID: "support-console",
  DFE_SIGN_IN_CLIENT_SECRET: secrets.signInClientSecret,
  NOTIFY_CALLBACK_TOKEN: secrets.notifyCallbackToken,
  METRICS_TOKEN: secrets.metricsToken,
});

/** With a real key, the templates must be given. The stand-in has templates of its own. */
function notify({ notifyApiKey, notifyPort }: Settings, secrets: Secrets): Variables {
  if (notifyApiKey !== null) return { NOTIFY_API_KEY: notifyApiKey };
  return {
    NOTIFY_API_KEY: secrets.notifyApiKey,
    NOTIFY_BASE_URL: `http://localhost:${notifyPort}`,
    ...Object.fromEntries(templateVariables.map((variable, index) => [variable, standInTemplate(index + 1)])),
  };
}

const standInTemplate = (number: number) => `5ca1ab1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
