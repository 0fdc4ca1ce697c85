import { z } from "zod";
import { databaseTls, databaseUrl, readVariables, createConfigurationError } from "../db/configuration.ts";
import { refuseGuessable } from "../db/variables/guessable.ts";
import { requireHttps } from "../db/variables/production.ts";
import { readSecretFiles, secretsIn } from "../db/variables/secret-files.ts";
import { emailKinds, type TemplateVariable } from "./emails/kinds.ts";
import { trustProxy } from "./http/trust-proxy.ts";

const required = z.string("is missing").trim().min(1, "is missing");
const httpUrl = required.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }));
const token = required.min(16, "must be at least 16 characters");
const template = required.pipe(z.uuid("must be a template id"));
const whole = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, "must be a positive whole number")
  .transform(Number);
/** What the metadata of a secret and of a service's address say, beside its description. */
const secret = { secret: true, inProduction: refuseGuessable };
const service = { inProduction: requireHttps };
const port = whole.refine((value) => value <= 65_535, "must be a port from 1 to 65535");

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
    .prefault("production")
    .describe("`npm start` and tests set another"),
  PUBLIC_URL: httpUrl
    .transform((value) => new URL(value).origin)
    .meta({
      ...service,
      description: "where browsers reach the console, such as `https://support.example.education.gov.uk`",
    }),
  CONTACT_EMAIL: required
    .pipe(z.email("must be an email address"))
    .describe("the Support team's address, shown on pages and in emails"),
  DATABASE_URL: databaseUrl.describe("`postgres://…`; see [Database](#database) and [PgBouncer](#pgbouncer)"),
  SESSION_SECRET: required
    .min(32, "must be at least 32 characters")
    .meta({ ...secret, description: "at least 32 random characters, the same for every web process" }),
  DFE_SIGN_IN_ISSUER_URL: httpUrl.meta({
    ...service,
    description: "the environment of DfE Sign-in: see [DfE Sign-in](#dfe-sign-in)",
  }),
  DFE_SIGN_IN_CLIENT_ID: required.describe("from DfE Sign-in, like the next one"),
  DFE_SIGN_IN_CLIENT_SECRET: required.meta({
    ...secret,
    description: "the secret of the client there, not its API secret",
  }),
  NOTIFY_API_KEY: required
    .min(74, "must be a whole Notify API key: its name and two ids")
    .meta({ ...secret, description: "from GOV.UK Notify" }),
  NOTIFY_CALLBACK_TOKEN: token.meta({
    ...secret,
    description: "at least 16 random characters: see [Emails](#emails)",
  }),
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
  METRICS_TOKEN: token.optional().meta({
    ...secret,
    description: "at least 16 random characters; without it, there is no `/metrics`: see [Metrics](#metrics)",
  }),
  HTTP_COMPRESSION: z
    .enum(["on", "off"])
    .prefault("on")
    .describe("`on`, or `off` behind an ingress that compresses"),
  NOTIFY_BASE_URL: httpUrl
    .prefault("https://api.notifications.service.gov.uk")
    .meta({ ...service, description: "the address of GOV.UK Notify's API" }),
  DATABASE_TLS: databaseTls.describe("`off` lets production use a database on another host without TLS"),
});

/** The secrets that only one of the processes uses: the other does without them. */
const onlyWeb = {
  SESSION_SECRET: true,
  DFE_SIGN_IN_CLIENT_SECRET: true,
  NOTIFY_CALLBACK_TOKEN: true,
  METRICS_TOKEN: true,
} as const;
const onlyWorker = { NOTIFY_API_KEY: true } as const;
const webSchema = schema.omit(onlyWorker);
const workerSchema = schema.omit(onlyWeb);

/** The configuration of the web process. It is read once, at start, and passed to functions as an argument. */
export type Environment = z.infer<typeof webSchema>;
/** The configuration of a worker. */
export type WorkerEnvironment = z.infer<typeof workerSchema>;
/** The configuration of all processes. */
export type WholeEnvironment = z.infer<typeof schema>;

/**
 * What the documentation says about a variable. One that is not required and has no default turns on an optional
 * feature.
 */
export type Variable = {
  name: string;
  description: string;
  isRequired: boolean;
  /** Whether it can also be read from a file. */
  isSecret: boolean;
  /** The only process that uses it; without one, web and worker do. */
  process: "web" | "worker" | undefined;
  default?: string;
};

const secrets = secretsIn(schema.shape);

/** Every environment variable that the console reads, in the order of the documentation. */
export const variables: Variable[] = Object.entries(schema.shape).map(([name, variable]) => {
  const unset = variable.safeParse(undefined);
  return {
    name,
    description: variable.description ?? "",
    isRequired: !unset.success,
    isSecret: secrets.includes(name),
    process: name in onlyWeb ? "web" : name in onlyWorker ? "worker" : undefined,
    default: unset.data === undefined ? undefined : String(unset.data),
  };
});

/**
 * Reads and checks the configuration (specification, section 9, Production).
 *
 * @param variables usually `process.env`; an empty variable counts as not set
 * @throws {ConfigurationError} naming all variables that are missing or malformed, but never their values
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): WholeEnvironment {
  return readVariables(schema, variables);
}

/** Like `readEnvironment`, without the secrets that only a worker uses. */
export function readWebEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return readVariables(webSchema, variables);
}

/** Like `readEnvironment`, without the secrets that only web processes use. */
export function readWorkerEnvironment(variables: NodeJS.ProcessEnv): WorkerEnvironment {
  return readVariables(workerSchema, variables);
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

/**
 * Returns the variables with the secrets that are in files, and without the names of the files. For `npm start`, which
 * adds variables of its own.
 *
 * @throws {ConfigurationError} if a file cannot be read, or a variable and its file are both set
 */
export function readSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { given, faults } = readSecretFiles(schema.shape, variables);
  if (faults.length > 0) throw createConfigurationError(faults);
  for (const name of secrets) Reflect.deleteProperty(given, `${name}_FILE`);
  return given as NodeJS.ProcessEnv;
}
