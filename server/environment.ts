import { isIP } from "node:net";
import { z } from "zod";
import { databaseUrl, readVariables } from "../db/configuration.ts";
import { type TemplateVariable, templateVariables } from "./emails/kinds.ts";

const required = z.string("is missing").trim().min(1, "is missing");
const httpUrl = required.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }));
const whole = (fallback: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be a positive whole number")
    .default(String(fallback))
    .transform(Number);

const port = whole(3000).refine((value) => value <= 65_535, "must be a port from 1 to 65535");

/** An address, or a network as an address with the length of its prefix. */
function isNetwork(text: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)(?:\/([1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  return longest !== undefined && Number(prefix ?? longest) <= longest;
}

const trustProxy = z.union(
  [
    z.literal("false").transform(() => false as const),
    z
      .string()
      .regex(/^[1-9]$/)
      .transform(Number),
    z
      .string()
      .transform((list) => list.split(/, */))
      .refine((list) => list.every(isNetwork)),
  ],
  "must be false, a number of proxies, or their addresses",
);

const templateId = required.pipe(z.uuid("must be a template id"));
const templateIds = Object.fromEntries(templateVariables.map((name) => [name, templateId])) as Record<
  TemplateVariable,
  typeof templateId
>;

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  PORT: port,
  PUBLIC_URL: httpUrl.transform((value) => new URL(value).origin),
  SERVICE_NAME: required.default("Manage school placements"),
  CONTACT_EMAIL: required.pipe(z.email("must be an email address")),
  DATABASE_URL: databaseUrl,
  SESSION_SECRET: required.min(32, "must be at least 32 characters"),
  SESSION_IDLE_MINUTES: whole(120),
  ORGANISATION_USER_EDITING: z.enum(["never", "until-first-sign-in"]).default("never"),
  /** Which proxies' `X-Forwarded-For` is believed: none, so many in front of us, or those at these addresses. */
  TRUST_PROXY: trustProxy.default(false),
  RATE_LIMIT_SIGN_IN: whole(120),
  RATE_LIMIT_SAVES: whole(240),
  RATE_LIMIT_CALLS: whole(600),
  HTTP_COMPRESSION: z.enum(["on", "off"]).default("on"),
  DFE_SIGN_IN_ISSUER_URL: httpUrl,
  DFE_SIGN_IN_CLIENT_ID: required,
  DFE_SIGN_IN_CLIENT_SECRET: required,
  NOTIFY_API_KEY: required.min(74, "must be a whole Notify API key: its name and two ids"),
  NOTIFY_BASE_URL: httpUrl.default("https://api.notifications.service.gov.uk"),
  NOTIFY_CALLBACK_TOKEN: required.min(16, "must be at least 16 characters"),
  /** Opens `/metrics` to whoever holds it; there is no such page without it. */
  METRICS_TOKEN: required.min(16, "must be at least 16 characters").optional(),
  EMAIL_RETENTION_DAYS: whole(90),
  PERSONAL_DATA_RETENTION_DAYS: whole(730),
  ...templateIds,
});

/** Every variable that the console reads. */
export const variableNames = Object.keys(schema.shape);

/** The console's whole configuration, read once at start and handed on as an argument. */
export type Environment = z.infer<typeof schema>;

/**
 * Reads and checks the configuration (specification, section 9).
 *
 * @param variables usually `process.env`; an empty variable counts as not set
 * @throws {ConfigurationError} naming all variables at fault at once, never their values
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return readVariables(schema, variables);
}

const notifySchema = schema.pick({ NOTIFY_API_KEY: true, NOTIFY_BASE_URL: true }).extend(templateIds);

export type NotifyEnvironment = z.infer<typeof notifySchema>;

/**
 * Reads what leads to Notify and its templates.
 *
 * @throws {ConfigurationError} naming all variables at fault at once
 */
export function readNotifyEnvironment(variables: NodeJS.ProcessEnv): NotifyEnvironment {
  return readVariables(notifySchema, variables);
}
