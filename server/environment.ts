import { isIP } from "node:net";
import { z } from "zod";
import { databaseUrl, readVariables } from "../db/configuration.ts";
import { emailKinds, type TemplateVariable } from "./emails/kinds.ts";

const required = z.string("is missing").trim().min(1, "is missing");
const httpUrl = required.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }));
const token = required.min(16, "must be at least 16 characters");
const template = required.pipe(z.uuid("must be a template id"));
const whole = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, "must be a positive whole number")
  .transform(Number);
const port = whole.refine((value) => value <= 65_535, "must be a port from 1 to 65535");

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

/** Whether a text is an IP address or, in CIDR notation, a network. */
function isNetwork(text: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)(?:\/([1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  return longest !== undefined && Number(prefix ?? longest) <= longest;
}

const templates = Object.fromEntries(
  Object.values(emailKinds).map((kind) => [
    kind.variable,
    template.describe(`the template id of \`${kind.template}\`: see [Emails](#emails)`),
  ]),
) as Record<TemplateVariable, typeof template>;

/**
 * The schema of all environment variables: how each is read, its default (`prefault`) and its description. `npm run
 * generate` writes docs/operating.md and compose.yaml from this schema.
 */
const schema = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .prefault("development")
    .describe("set it to `production`, as the image does"),
  PUBLIC_URL: httpUrl
    .transform((value) => new URL(value).origin)
    .describe("where browsers reach the console, such as `https://support.example.education.gov.uk`"),
  CONTACT_EMAIL: required
    .pipe(z.email("must be an email address"))
    .describe("the Support team's address, shown on pages and in emails"),
  DATABASE_URL: databaseUrl.describe("`postgres://…`; see [PgBouncer](#pgbouncer)"),
  SESSION_SECRET: required
    .min(32, "must be at least 32 characters")
    .describe("at least 32 random characters, the same for every web process"),
  DFE_SIGN_IN_ISSUER_URL: httpUrl.describe("the environment of DfE Sign-in: see [DfE Sign-in](#dfe-sign-in)"),
  DFE_SIGN_IN_CLIENT_ID: required.describe("from DfE Sign-in, like the next one"),
  DFE_SIGN_IN_CLIENT_SECRET: required.describe("the secret of the client there, not its API secret"),
  NOTIFY_API_KEY: required
    .min(74, "must be a whole Notify API key: its name and two ids")
    .describe("from GOV.UK Notify"),
  NOTIFY_CALLBACK_TOKEN: token.describe("at least 16 random characters: see [Emails](#emails)"),
  ...templates,
  PORT: port.prefault("3000").describe("the port of the web process"),
  SERVICE_NAME: required
    .prefault("Manage school placements")
    .describe("the name of the service, on pages and in emails"),
  DFE_SIGN_IN_ID_CLAIM: required
    .prefault("sub")
    .describe("the claim with a person's id at DfE Sign-in: see [DfE Sign-in](#dfe-sign-in)"),
  DFE_SIGN_IN_MAX_AGE: whole
    .optional()
    .describe("seconds after which DfE Sign-in asks again who a person is: see [DfE Sign-in](#dfe-sign-in)"),
  ORGANISATION_USER_EDITING: z
    .enum(["never", "until-first-sign-in"])
    .prefault("never")
    .describe("how long organisation users can be changed: `never` or `until-first-sign-in`"),
  TRUST_PROXY: trustProxy
    .prefault("false")
    .describe("`false`, how many proxies are in front of the web process (1 to 9), or their addresses"),
  SESSION_IDLE_MINUTES: whole.prefault("120").describe("minutes without a request until a session ends"),
  RATE_LIMIT_SIGN_IN: whole.prefault("120").describe("sign-ins a minute from one address"),
  RATE_LIMIT_SAVES: whole.prefault("240").describe("saves a minute by one support user"),
  RATE_LIMIT_CALLS: whole.prefault("600").describe("calls a minute with one API token"),
  PERSONAL_DATA_RETENTION_DAYS: whole
    .prefault("730")
    .describe("days until people without an organisation are deleted and their names blanked"),
  EMAIL_RETENTION_DAYS: whole
    .prefault("90")
    .describe("days until recipients are blanked in the records of emails"),
  BULK_CHANGE_RETENTION_DAYS: whole
    .prefault("30")
    .describe("days until the rows of a bulk change that has ended are deleted"),
  REFUSED_SIGN_IN_RETENTION_DAYS: whole
    .prefault("30")
    .describe("days after the last try until a refused sign-in is deleted"),
  SECURITY_TXT_URL: httpUrl
    .optional()
    .describe(
      "the `security.txt` of your department, to which ours redirects; without it, ours names `CONTACT_EMAIL`",
    ),
  METRICS_TOKEN: token
    .optional()
    .describe("at least 16 random characters; without it, there is no `/metrics`: see [Metrics](#metrics)"),
  HTTP_COMPRESSION: z
    .enum(["on", "off"])
    .prefault("on")
    .describe("`on`, or `off` behind an ingress that compresses"),
  NOTIFY_BASE_URL: httpUrl
    .prefault("https://api.notifications.service.gov.uk")
    .describe("the address of GOV.UK Notify's API"),
});

/** The console's whole configuration. It is read once, at start, and passed to functions as an argument. */
export type Environment = z.infer<typeof schema>;

/**
 * What the documentation says about a variable. One that is not required and has no default turns on an optional
 * feature.
 */
export type Variable = { name: string; description: string; isRequired: boolean; default?: string };

/** Every environment variable that the console reads, in the order of the documentation. */
export const variables: Variable[] = Object.entries(schema.shape).map(([name, variable]) => {
  const unset = variable.safeParse(undefined);
  return {
    name,
    description: variable.description ?? "",
    isRequired: !unset.success,
    default: unset.data === undefined ? undefined : String(unset.data),
  };
});

/**
 * Reads and checks the configuration (specification, section 9, Production).
 *
 * @param variables usually `process.env`; an empty variable counts as not set
 * @throws {ConfigurationError} naming all variables that are missing or malformed, but never their values
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return readVariables(schema, variables);
}

const { NOTIFY_API_KEY, NOTIFY_BASE_URL } = schema.shape;
const notifySchema = z.object({ NOTIFY_API_KEY, NOTIFY_BASE_URL, ...templates });

export type NotifyEnvironment = z.infer<typeof notifySchema>;

/**
 * Reads only the configuration of Notify: API key, URL and template ids. For the command that checks the templates.
 *
 * @throws {ConfigurationError} naming all variables that are missing or malformed
 */
export function readNotifyEnvironment(variables: NodeJS.ProcessEnv): NotifyEnvironment {
  return readVariables(notifySchema, variables);
}
