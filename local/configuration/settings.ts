import { resolve } from "node:path";
import { LocalError } from "../local-error.ts";
import type { NeededPort } from "../processes/ports.ts";

/** What an operator may choose for `npm start`; what is `null` has a stand-in. */
export type Settings = {
  port: number;
  signInPort: number;
  notifyPort: number;
  postgresPort: number;
  dataDir: string;
  databaseUrl: string | null;
  signIn: { issuerUrl: string; clientId: string; clientSecret: string } | null;
  notifyApiKey: string | null;
};

/**
 * Reads how to run here (SPEC §9). An empty variable counts as not set.
 *
 * @throws {LocalError} naming the variable that makes no sense
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const settings = {
    port: readPort(variables, "PORT", 3000),
    signInPort: readPort(variables, "SIGN_IN_PORT", 3001),
    notifyPort: readPort(variables, "NOTIFY_PORT", 3002),
    postgresPort: readPort(variables, "POSTGRES_PORT", 3003),
    dataDir: resolve(variables.DATA_DIR ?? "", variables.DATA_DIR ? "" : ".data"),
    databaseUrl: variables.DATABASE_URL?.trim() ? variables.DATABASE_URL.trim() : null,
    signIn: readSignIn(variables),
    notifyApiKey: variables.NOTIFY_API_KEY?.trim() ? variables.NOTIFY_API_KEY.trim() : null,
  };
  requireDistinct(neededPorts(settings));
  return settings;
}

/** The ports that will be listened on, with where. */
export function neededPorts(settings: Settings): NeededPort[] {
  const { port, signInPort, notifyPort, postgresPort } = settings;
  return [
    { port, variable: "PORT" },
    ...(settings.signIn === null
      ? [{ port: signInPort, variable: "SIGN_IN_PORT", address: "127.0.0.1" }]
      : []),
    ...(settings.notifyApiKey === null
      ? [{ port: notifyPort, variable: "NOTIFY_PORT", address: "127.0.0.1" }]
      : []),
    ...(settings.databaseUrl === null
      ? [{ port: postgresPort, variable: "POSTGRES_PORT", address: "127.0.0.1" }]
      : []),
  ];
}

function readPort(variables: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = variables[name]?.trim();
  if (!text) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new LocalError(`${name} must be a port from 1 to 65535, not '${text}'.`);
}

function readSignIn(variables: NodeJS.ProcessEnv): Settings["signIn"] {
  const names = ["DFE_SIGN_IN_ISSUER_URL", "DFE_SIGN_IN_CLIENT_ID", "DFE_SIGN_IN_CLIENT_SECRET"];
  const [issuerUrl = "", clientId = "", clientSecret = ""] = names.map((name) => variables[name]?.trim());
  if (!issuerUrl && !clientId && !clientSecret) return null;
  if (issuerUrl && clientId && clientSecret) return { issuerUrl, clientId, clientSecret };
  const missing = names.filter((name) => !variables[name]?.trim());
  throw new LocalError(
    `DfE Sign-in is only partly configured: set ${missing.join(" and ")} too, or none of ${names.join(", ")}.`,
  );
}

function requireDistinct(ports: NeededPort[]): void {
  for (const [index, { port, variable }] of ports.entries()) {
    const other = ports.slice(0, index).find((earlier) => earlier.port === port);
    if (other)
      throw new LocalError(`${other.variable} and ${variable} are both ${port}. Set one to another.`);
  }
}
