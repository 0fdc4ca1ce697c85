import { z } from "zod";

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
  .refine(hasOneHost, "must name one host: of a cluster, the address that leads to its primary");

/** libpq, for example in psql, takes several hosts after a comma. node-postgres does not. */
function hasOneHost(url: string): boolean {
  const [, authority = ""] = /^\w+:\/\/([^/?#]*)/.exec(url) ?? [];
  const hosts = authority.slice(authority.lastIndexOf("@") + 1);
  return !hosts.includes(",") && !/[?&]host=[^&]*(?:,|%2c)/i.test(url);
}

/**
 * Reads only `DATABASE_URL`, for commands that need no other configuration.
 *
 * @throws {ConfigurationError} if the variable is missing or malformed
 */
export function readDatabaseUrl(variables: NodeJS.ProcessEnv): string {
  return readVariables(z.object({ DATABASE_URL: databaseUrl }), variables).DATABASE_URL;
}

/**
 * Reads environment variables with a schema. An empty variable counts as not set.
 *
 * @throws {ConfigurationError} naming all variables that are missing or malformed, but never their values
 */
export function readVariables<Read>(schema: z.ZodType<Read>, variables: NodeJS.ProcessEnv): Read {
  const set = Object.entries(variables).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new ConfigurationError(["The configuration cannot be used:", ...new Set(faults)].join("\n"));
}
