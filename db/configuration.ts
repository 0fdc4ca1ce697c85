import { z } from "zod";
import { findCertificateFault, requireTls } from "./variables/database-tls.ts";
import { type Fault, faultsInProduction } from "./variables/production.ts";
import { readSecretFiles } from "./variables/secret-files.ts";

/** The error for a configuration that cannot be used. Its message names every variable that is missing or malformed. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** The schema of `DATABASE_URL`. */
export const databaseUrl = z
  .string("is missing")
  .trim()
  .min(1, "is missing")
  .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
  .refine(hasOneHost, "must name one host: of a cluster, the address that leads to its primary")
  .superRefine((url, context) => {
    const fault = findCertificateFault(url);
    if (fault) context.addIssue(fault);
  })
  .meta({ secret: true, inProduction: requireTls });

/** libpq, for example in psql, takes several hosts after a comma. node-postgres does not. */
function hasOneHost(url: string): boolean {
  const [, authority = ""] = /^\w+:\/\/([^/?#]*)/.exec(url) ?? [];
  const hosts = authority.slice(authority.lastIndexOf("@") + 1);
  return !hosts.includes(",") && !/[?&]host=[^&]*(?:,|%2c)/i.test(url);
}

/** The schema of `DATABASE_TLS`. */
export const databaseTls = z.enum(["on", "off"]).prefault("on");

/**
 * Reads only `DATABASE_URL`, for commands that need no other configuration.
 *
 * @throws {ConfigurationError} if the variable is missing or malformed
 */
export function readDatabaseUrl(variables: NodeJS.ProcessEnv): string {
  return readVariables(z.object({ DATABASE_URL: databaseUrl, DATABASE_TLS: databaseTls }), variables)
    .DATABASE_URL;
}

/**
 * Reads environment variables with a schema. An empty variable counts as not set. Secrets are also read from files, and
 * production refuses more than the schema does (specification, section 9, Production).
 *
 * @throws {ConfigurationError} naming all variables that are missing or malformed, but never their values
 */
export function readVariables<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: NodeJS.ProcessEnv,
): z.output<z.ZodObject<Shape>> {
  const { given, faults } = readSecretFiles(schema.shape, variables);
  const result = schema.safeParse(given);
  for (const { path, message } of result.error?.issues ?? []) faults.push({ name: path.join("."), message });
  faults.push(...faultsInProduction(schema.shape, given));
  if (!result.success || faults.length > 0) throw createConfigurationError(faults);
  return result.data;
}

/** The error that lists the first fault of each variable. */
export function createConfigurationError(faults: Fault[]): ConfigurationError {
  const first = faults.filter(
    ({ name }, index) => faults.findIndex((fault) => fault.name === name) === index,
  );
  const lines = first.map(({ name, message }) => `  ${name} ${message}`);
  return new ConfigurationError(["The configuration cannot be used:", ...lines].join("\n"));
}
