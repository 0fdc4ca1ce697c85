import { expect, test } from "vitest";
import { requiredVariables } from "../tests/stand-ins/environment.ts";
import { ConfigurationError } from "../db/configuration.ts";
import { emailKindNames, templateId } from "./emails/kinds.ts";
import { readEnvironment, variables } from "./environment.ts";

const required: NodeJS.ProcessEnv = { ...requiredVariables, NODE_ENV: "development" };
const names = Object.keys(requiredVariables);

function faultsOf(variables: Record<string, string | undefined>): string[] {
  try {
    readEnvironment(variables as NodeJS.ProcessEnv);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    const [first, ...faults] = (error as Error).message.split("\n");
    expect(first).toBe("The configuration cannot be used:");
    return faults.map((fault) => fault.trim());
  }
  return [];
}

test("with what is required set, the rest has its default", () => {
  expect(readEnvironment(required)).toMatchObject({
    ...required,
    NODE_ENV: "development",
    PORT: 3000,
    SERVICE_NAME: "Manage school placements",
    SESSION_IDLE_MINUTES: 120,
    EMAIL_RETENTION_DAYS: 90,
    ORGANISATION_USER_EDITING: "never",
    TRUST_PROXY: false,
    RATE_LIMIT_SIGN_IN: 120,
    RATE_LIMIT_SAVES: 240,
    RATE_LIMIT_CALLS: 600,
    PERSONAL_DATA_RETENTION_DAYS: 730,
    HTTP_COMPRESSION: "on",
    NOTIFY_BASE_URL: "https://api.notifications.service.gov.uk",
  });
});

test("each variable has a description, and its default can be set", () => {
  const documented = variables.map(({ name, default: value }) => [name, value] as const);
  const defaults: Record<string, string | undefined> = Object.fromEntries(documented);

  expect(variables.filter(({ description }) => description === "")).toEqual([]);
  expect(readEnvironment({ ...defaults, ...required })).toEqual(readEnvironment(required));
});

test("everything that is missing is listed at once, in production as elsewhere", () => {
  const missing = names.map((name) => `${name} is missing`).toSorted();

  expect(faultsOf({}).toSorted()).toEqual(missing);
  expect(faultsOf({ NODE_ENV: "production" }).toSorted()).toEqual(missing);
});

test.each(names)("an empty or blank %s counts as not set", (name) => {
  expect(faultsOf({ ...required, [name]: "" })).toEqual([`${name} is missing`]);
  expect(faultsOf({ ...required, [name]: "  " })[0]).toBe(`${name} is missing`);
});

test("an empty variable with a default has its default", () => {
  const environment = readEnvironment({ ...required, PORT: "", SERVICE_NAME: "" });

  expect(environment).toMatchObject({ PORT: 3000, SERVICE_NAME: "Manage school placements" });
});

test.each([
  ["NODE_ENV", "staging"],
  ["PORT", "0"],
  ["PORT", "-1"],
  ["PORT", "3000.5"],
  ["PORT", "65536"],
  ["PORT", "http"],
  ["TRUST_PROXY", "true"], // clients could then choose their own IP address, with the header `X-Forwarded-For`
  ["TRUST_PROXY", "0"],
  ["TRUST_PROXY", "10.0.0.1, 999.1.1.1"],
  ["TRUST_PROXY", "10.0.0.0/0"],
  ["TRUST_PROXY", "::1/129"],
  ["RATE_LIMIT_SIGN_IN", "0"],
  ["PUBLIC_URL", "console.education.gov.uk"],
  ["PUBLIC_URL", "ftp://console.education.gov.uk"],
  ["CONTACT_EMAIL", "support"],
  ["DATABASE_URL", "mysql://secret@localhost"],
  ["DATABASE_URL", "postgres://db1,db2/console"],
  ["DATABASE_URL", "postgresql://console:pass@db1:5432,db2:5432/console?target_session_attrs=primary"],
  ["DATABASE_URL", "postgres:///console?host=db1,db2"],
  ["SESSION_SECRET", "a secret too short"],
  ["SESSION_IDLE_MINUTES", "0"],
  ["SESSION_IDLE_MINUTES", "two hours"],
  ["ORGANISATION_USER_EDITING", "always"],
  ["HTTP_COMPRESSION", "yes"],
  ["DFE_SIGN_IN_ISSUER_URL", "oidc.example"],
  ["NOTIFY_API_KEY", "a-key-too-short"],
  ["NOTIFY_BASE_URL", "notify"],
  ["METRICS_TOKEN", "too short"],
  ["NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED", "organisation-user-added"],
])("a malformed %s is named, its value %j never shown", (name, value) => {
  const faults = faultsOf({ ...required, [name]: value });

  expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} \\S`))]);
  expect(faults.join().slice(name.length)).not.toContain(value);
});

test.each([
  "postgres://console:a,b@db1/console",
  "postgres:///console?host=/run/postgresql&application_name=a,b",
])("a DATABASE_URL of one host may hold commas elsewhere: %s", (url) => {
  expect(readEnvironment({ ...required, DATABASE_URL: url }).DATABASE_URL).toBe(url);
});

test("what is missing and what is malformed are listed together", () => {
  const variables = { ...required, CONTACT_EMAIL: "", PORT: "http", SESSION_SECRET: "too short" };

  expect(faultsOf(variables)).toEqual([
    "CONTACT_EMAIL is missing",
    "SESSION_SECRET must be at least 32 characters",
    "PORT must be a positive whole number",
  ]);
});

test.each(["https://console.education.gov.uk/", "https://console.education.gov.uk/support?x=1"])(
  "of %s only the origin is kept",
  (url) => {
    const environment = readEnvironment({ ...required, PUBLIC_URL: url });

    expect(environment.PUBLIC_URL).toBe("https://console.education.gov.uk");
  },
);

test("each kind of email has its own template", () => {
  const environment = readEnvironment(required);

  expect(new Set(emailKindNames.map((kind) => templateId(environment, kind))).size).toBe(
    emailKindNames.length,
  );
  expect(templateId(environment, "support_user_added")).toBe(required.NOTIFY_TEMPLATE_SUPPORT_USER_ADDED);
});

test.each([
  ["false", false],
  ["1", 1],
  ["10.0.0.0/8", ["10.0.0.0/8"]],
  ["10.0.0.1, ::1", ["10.0.0.1", "::1"]],
])("TRUST_PROXY=%s", (text, expected) => {
  expect(readEnvironment({ ...required, TRUST_PROXY: text }).TRUST_PROXY).toEqual(expected);
});
