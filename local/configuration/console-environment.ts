import { templateVariables } from "../../server/emails/kinds.ts";
import { readEnvironment } from "../../server/environment.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

type Variables = Record<string, string>;

/**
 * Makes the environment for the console's processes. It has every variable that the console reads (specification,
 * section 9, npm start): with the given value, else a value for running locally, else the console's default.
 *
 * @param given the environment of `npm start`; the result also has its variables that the console does not read
 * @throws {ConfigurationError} with the names of all variables that are missing or malformed
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

/** With a key for the real Notify, the templates' ids must be configured too. The stand-in gets ids made here. */
function notify({ notifyApiKey, notifyPort }: Settings, secrets: Secrets): Variables {
  if (notifyApiKey !== null) return { NOTIFY_API_KEY: notifyApiKey };
  return {
    NOTIFY_API_KEY: secrets.notifyApiKey,
    NOTIFY_BASE_URL: `http://localhost:${notifyPort}`,
    ...Object.fromEntries(templateVariables.map((variable, index) => [variable, standInTemplate(index + 1)])),
  };
}

const standInTemplate = (number: number) => `5ca1ab1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
