import { resolve } from "node:path";
import { LocalError } from "../local-error.js";
import { parsePort, type Port } from "../processes/ports.ts";

/** The settings of `npm start`. A value of null or false means that the stand-in or embedded database is used. */
export type Settings = ReturnType<typeof readSettings>;

/**
 * Reads the settings from the environment (specification, section 9, Ports and data). An empty variable counts as
 * not set.
 *
 * @throws {LocalError} if a variable cannot be used; the message contains its name
 */
export function readSettings(variables: NodeJS.ProcessEnv) {
  const settings = {
    port: readPort(variables, "PORT", 3000),
    signInPort: readPort(variables, "SIGN_IN_PORT", 3001),
    notifyPort: readPort(variables, "NOTIFY_PORT", 3002),
    postgresPort: readPort(variables, "POSTGRES_PORT", 3003),
    dataDir: resolve(variables.DATA_DIR || ".data"),
    databaseUrl: variables.DATABASE_URL?.trim() || null,
    signIn: isSignInConfigured(variables),
    notifyApiKey: variables.NOTIFY_API_KEY?.trim() || null,
  };
  requireDistinct(neededPorts(settings));
  return settings;
}

/** The ports of the console and of the stand-ins that will be started. */
export function neededPorts(settings: Settings): Port[] {
  const { port, signInPort, notifyPort, postgresPort } = settings;
  const standIn = (isConfigured: boolean, port: number, variable: string) =>
    isConfigured ? [] : [{ port, variable, address: "127.0.0.1" }];
  return [
    { port, variable: "PORT" },
    ...standIn(settings.signIn, signInPort, "SIGN_IN_PORT"),
    ...standIn(settings.notifyApiKey !== null, notifyPort, "NOTIFY_PORT"),
    ...standIn(settings.databaseUrl !== null, postgresPort, "POSTGRES_PORT"),
  ];
}

function readPort(variables: NodeJS.ProcessEnv, name: string, fallback: number): number {
  return parsePort(name, variables[name]?.trim() || String(fallback));
}

function isSignInConfigured(variables: NodeJS.ProcessEnv): boolean {
  const names = ["DFE_SIGN_IN_ISSUER_URL", "DFE_SIGN_IN_CLIENT_ID", "DFE_SIGN_IN_CLIENT_SECRET"];
  const missing = names.filter((name) => !variables[name]?.trim());
  if (missing.length === 0) return true;
  if (missing.length === names.length) return false;
  throw new LocalError(
    `DfE Sign-in is only partly configured: set ${missing.join(" and ")} too, or none of ${names.join(", ")}.`,
  );
}

function requireDistinct(ports: Port[]): void {
  for (const [index, { port, variable }] of ports.entries()) {
    const other = ports.slice(0, index).find((earlier) => earlier.port === port);
    if (other)
      throw new LocalError(`${other.variable} and ${variable} are both ${port}. Set one to another.`);
  }
}
