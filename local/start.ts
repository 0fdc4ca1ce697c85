import { join } from "node:path";
import { readDatabaseUrl } from "../db/configuration.ts";
import { loadDemonstration } from "../db/demonstration/demonstration.ts";
import { migrate } from "../db/migrate.ts";
import { readSecrets } from "../server/environment.ts";
import { buildConsole } from "./build.ts";
import { consoleEnvironment } from "./configuration/console-environment.ts";
import { lockDataFolder, openDataFolder } from "./configuration/data-folder.ts";
import { keepSecrets } from "./configuration/secrets.ts";
import { neededPorts, readSettings, type Settings } from "./configuration/settings.ts";
import { offerDatabase } from "./launcher/running-database.js";
import { LocalError } from "./local-error.js";
import { createDatabase, requireDatabase } from "./postgres/console-database.ts";
import { startPostgres } from "./postgres/start-postgres.ts";
import { keepRunning } from "./processes/keep-running.ts";
import { requireFreePort } from "./processes/ports.ts";
import { restartOnChange } from "./processes/restart-on-change.ts";

/** The running console. The URL of a stand-in is `null` if the real service is used instead. */
export type Local = {
  urls: { console: string; mailbox: string | null; signIn: string | null; database: string };
  serviceName: string;
  /** Whether the database contains the demonstration data, loaded by this start or an earlier one. */
  demonstration: boolean;
  stop(): Promise<void>;
};

type LocalOptions = {
  variables: NodeJS.ProcessEnv;
  report: (line: string) => void;
  /** Called with the name of a process and each line of its output, unformatted. */
  tap?: (name: string, line: string) => void;
  /** Does not build the console, but reloads pages and restarts processes when files change. */
  development?: boolean;
  /** When aborted, cancels the start and stops everything started so far. */
  signal?: AbortSignal;
};

const root = join(import.meta.dirname, "..");

/** Milliseconds to wait until a port is free: processes of an earlier start that was killed may still be ending. */
const portPatience = 3_000;

/**
 * Starts the console, with a stand-in for each service that is not configured (specification, section 9, npm start).
 * `stop` stops everything in the reverse order of starting, and so does a failed start.
 *
 * @throws {LocalError} if something on this machine prevents the start
 * @throws {ConfigurationError} if a variable of the console is missing or malformed
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  await using started = new AsyncDisposableStack();
  const { report, signal } = options;
  const variables = readSecrets(options.variables);
  const settings = readSettings(variables);
  if (settings.databaseUrl !== null) readDatabaseUrl(variables);
  const dataDir = openDataFolder(settings.dataDir);
  const lock = await lockDataFolder(dataDir);
  started.defer(() => lock.release());
  signal?.addEventListener("abort", lock.sayStopping);
  for (const needed of neededPorts(settings)) {
    if (needed.variable !== "POSTGRES_PORT") await requireFreePort(needed, portPatience);
  }
  const databaseUrl = await openDatabase({ ...settings, dataDir }, report, started);
  const environment = consoleEnvironment(variables, settings, keepSecrets(dataDir), databaseUrl);
  signal?.throwIfAborted();
  if (!options.development) await buildConsole(root, report, signal);
  signal?.throwIfAborted();
  const demonstration = await fillDatabase(settings, databaseUrl, report);
  signal?.throwIfAborted();
  await startProcesses(settings, environment, options, started);

  const stack = started.move();
  const urls = describeUrls(settings, environment, databaseUrl);
  const stop = () => {
    lock.sayStopping();
    return stack.disposeAsync();
  };
  let stopped: Promise<void> | null = null;
  const serviceName = environment.SERVICE_NAME ?? "";
  return { urls, serviceName, demonstration, stop: () => (stopped ??= stop()) };
}

async function openDatabase(
  { databaseUrl, dataDir, postgresPort }: Settings,
  report: LocalOptions["report"],
  started: AsyncDisposableStack,
): Promise<string> {
  if (databaseUrl !== null) {
    await requireDatabase(databaseUrl);
    return databaseUrl;
  }
  const postgres = await startPostgres({ dataDir, port: postgresPort, report });
  started.defer(() => postgres.stop());
  await createDatabase(postgres.url("postgres"), "support_console");
  const url = postgres.url("support_console");
  started.defer(offerDatabase(root, dataDir, url));
  return url;
}

/** Migrates the database. Loads demonstration data only into the embedded one, and not if real emails are sent. */
async function fillDatabase(
  { databaseUrl, notifyApiKey }: Settings,
  url: string,
  report: LocalOptions["report"],
): Promise<boolean> {
  try {
    await migrate(url);
  } catch (error) {
    throw new LocalError(`The database cannot be brought up to date: ${(error as Error).message}`);
  }
  if (databaseUrl !== null || notifyApiKey !== null) return false;
  if (await loadDemonstration(url)) report("Loaded the demonstration data.");
  return true;
}

/** Starts the stand-ins before the web server, which requests the URLs of DfE Sign-in's endpoints when it starts. */
async function startProcesses(
  settings: Settings,
  production: NodeJS.ProcessEnv,
  { report, tap, signal, development }: LocalOptions,
  started: AsyncDisposableStack,
): Promise<void> {
  const start = async (name: string, file: string, env: NodeJS.ProcessEnv) => {
    const kept = await keepRunning({ name, file: join(root, file), env, report, tap, signal });
    started.defer(() => kept.stop());
    signal?.throwIfAborted();
    return kept;
  };
  const { signInPort, notifyPort } = settings;
  const ports = { SIGN_IN_PORT: String(signInPort), NOTIFY_PORT: String(notifyPort) };
  const standIn: NodeJS.ProcessEnv = { ...production, ...ports, NODE_ENV: "development" };
  if (!settings.signIn) await start("sign-in", "local/sign-in/main.ts", standIn);
  if (settings.notifyApiKey === null) await start("notify", "local/notify/main.ts", standIn);

  const env: NodeJS.ProcessEnv = development ? { ...production, NODE_ENV: "development" } : production;
  const web = await start("web", development ? "local/web-dev.ts" : "server/main.ts", env);
  const worker = await start("worker", "jobs/main.ts", env);
  if (development) started.defer(restartOnChange(root, ["db", "jobs", "server"], [web, worker]));
}

function describeUrls(
  { signIn, notifyApiKey }: Settings,
  environment: NodeJS.ProcessEnv,
  database: string,
): Local["urls"] {
  const { PUBLIC_URL = "", DFE_SIGN_IN_ISSUER_URL = null, NOTIFY_BASE_URL = null } = environment;
  return {
    console: PUBLIC_URL,
    mailbox: notifyApiKey === null ? NOTIFY_BASE_URL : null,
    signIn: signIn ? null : DFE_SIGN_IN_ISSUER_URL,
    database,
  };
}
