import { readEnvironment, type WholeEnvironment } from "../../server/environment.ts";

const template = (digit: string) => `00000000-0000-4000-8000-00000000000${digit}`;

/** A valid value for every variable without a default. */
export const requiredVariables = {
  PUBLIC_URL: "http://localhost:3000",
  CONTACT_EMAIL: "support@education.gov.uk",
  DATABASE_URL: "postgres://console@127.0.0.1:5432/console",
  SESSION_SECRET: "a secret of more than thirty-two characters",
  DFE_SIGN_IN_ISSUER_URL: "http://127.0.0.1:3001",
  DFE_SIGN_IN_CLIENT_ID: "console",
  DFE_SIGN_IN_CLIENT_SECRET: "the client's secret",
  NOTIFY_API_KEY: "console-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
  NOTIFY_CALLBACK_TOKEN: "the token of delivery receipts",
  NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED: template("1"),
  NOTIFY_TEMPLATE_ORGANISATION_USER_REMOVED: template("2"),
  NOTIFY_TEMPLATE_SUPPORT_USER_ADDED: template("3"),
  NOTIFY_TEMPLATE_SUPPORT_USER_REMOVED: template("4"),
  NOTIFY_TEMPLATE_EMAIL_ADDRESS_CHANGED: template("5"),
  NOTIFY_TEMPLATE_ORGANISATION_USER_INVITED_ELSEWHERE: template("6"),
};

/** A complete configuration with a test's changes. */
export function createEnvironment(variables: Record<string, string> = {}): WholeEnvironment {
  return readEnvironment({ ...requiredVariables, NODE_ENV: "test", ...variables });
}
