import { join } from "node:path";
import { loadDemonstration } from "../db/demonstration.ts";
import { migrate } from "../db/migrate.ts";
import { buildConsole } from "./build.ts";
import { makeDatabase, requireDatabase } from "./postgres/console-database.ts";
import { consoleEnvironment } from "./configuration/console-environment.ts";
import { openDataFolder } from "./configuration/data-folder.ts";
import { LocalError } from "./local-error.ts";
import { takeLock } from "./processes/lock.ts";
import { requireFreePort } from "./processes/ports.ts";
import { startPostgres } from "./postgres/start-postgres.ts";
import { keepRunning } from "./processes/keep-running.ts";
import { offerDatabase } from "./launcher/running-database.js";
import { keepSecrets } from "./configuration/secrets.ts";
import { neededPorts, readSettings, type Settings } from "./configuration/settings.ts";

/** What runs, and how to stop it. What is `null` is configured, not stood in for. */
export type Local = {
  urls: { console: string; mailbox: string | null; signIn: string | null; database: string };
  /** Whether the people of the demonstration data may be there. */
  demonstration: boolean;
  stop(): Promise<void>;
};

export type LocalOptions = {
  variables: NodeJS.ProcessEnv;
  report: (line: string) => void;
  /** Gets what each process writes, as it writes it. */
  tap?: (name: string, line: string) => void;
  /** Reload on change instead of building. */
  development?: boolean;
  /** Gives up starting and stops what has been started. */
  signal?: AbortSignal;
};

const root = join(import.meta.dirname, "..");

/** Children killed a moment ago, with their parent, may still hold their ports. */
const portPatienceMs = 3_000;

/**
 * Starts the console and a stand-in for whatever is not configured (SPEC §9), in order, and stops it in reverse.
 *
 * @throws {LocalError} when something on this machine is in the way; all that was started is stopped first
 * @throws {ConfigurationError} when a variable of the console is missing or malformed; likewise
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  await using started = new AsyncDisposableStack();
  const settings = readSettings(options.variables);
  const dataDir = openDataFolder(settings.dataDir);
  const lock = await takeLock(dataDir);
  started.defer(() => lock.release());
  options.signal?.addEventListener("abort", lock.sayStopping);
  for (const needed of neededPorts(settings)) {
    if (needed.variable !== "POSTGRES_PORT") await requireFreePort(needed, portPatienceMs);
  }
  const databaseUrl = await openDatabase({ ...settings, dataDir }, options, started);
  const environment = consoleEnvironment(options.variables, settings, keepSecrets(dataDir), databaseUrl);
  options.signal?.throwIfAborted();
  if (!options.development) await buildConsole(root, options.report, options.signal);
  options.signal?.throwIfAborted();
  const demonstration = await fillDatabase(settings, databaseUrl, options.report);
  options.signal?.throwIfAborted();
  await startProcesses(settings, environment, options, started);

  const stack = started.move();
  const stop = () => {
    lock.sayStopping();
    return stack.disposeAsync();
  };
  let stopped: Promise<void> | null = null;
  const urls = describeUrls(settings, environment, databaseUrl);
  return { urls, demonstration, stop: () => (stopped ??= stop()) };
}

async function openDatabase(
  { databaseUrl, dataDir, postgresPort }: Settings,
  { report }: LocalOptions,
  started: AsyncDisposableStack,
): Promise<string> {
  if (databaseUrl !== null) {
    await requireDatabase(databaseUrl);
    return databaseUrl;
  }
  const postgres = await startPostgres({ dataDir, port: postgresPort, report });
  started.defer(() => postgres.stop());
  await makeDatabase(postgres.url("postgres"), "support_console");
  const url = postgres.url("support_console");
  started.defer(offerDatabase(dataDir, url));
  return url;
}

/** Demonstration data go into our own database only, and never where real emails would be sent. */
async function fillDatabase(
  { databaseUrl, notifyApiKey }: Settings,
  url: string,
  report: (line: string) => void,
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

/** Stand-ins first, for the web server asks DfE Sign-in where things are; the two of a kind at once. */
async function startProcesses(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
  { report, tap, signal, development }: LocalOptions,
  started: AsyncDisposableStack,
): Promise<void> {
  const start = async (name: string, file: string, env: NodeJS.ProcessEnv, parameters: string[] = []) => {
    const kept = await keepRunning({ name, file: join(root, file), env, parameters, report, tap, signal });
    started.defer(() => kept.stop());
    signal?.throwIfAborted();
  };
  const { signInPort, notifyPort } = settings;
  const ports = { SIGN_IN_PORT: String(signInPort), NOTIFY_PORT: String(notifyPort) };
  const standIn: NodeJS.ProcessEnv = { ...environment, ...ports, NODE_ENV: "development" };
  if (settings.signIn === null) await start("sign-in", "local/sign-in/start-sign-in.ts", standIn);
  if (settings.notifyApiKey === null) await start("notify", "local/notify/start-notify.ts", standIn);
  const reloading: NodeJS.ProcessEnv = { ...environment, NODE_ENV: "development" };
  // Named, for Vite writes and imports files of its own.
  const watch = ["db", "jobs", "server"].flatMap((room) => ["--watch-path", join(root, room)]);
  if (development) await start("web", "local/web-dev.ts", reloading, watch);
  else await start("web", "server/main.ts", environment);
  await start("worker", "jobs/main.ts", development ? reloading : environment, development ? watch : []);
}

function describeUrls(
  settings: Settings,
  { PUBLIC_URL }: NodeJS.ProcessEnv,
  database: string,
): Local["urls"] {
  return {
    console: PUBLIC_URL ?? `http://localhost:${settings.port}`,
    mailbox: settings.notifyApiKey === null ? `http://localhost:${settings.notifyPort}` : null,
    signIn: settings.signIn === null ? `http://localhost:${settings.signInPort}` : null,
    database,
  };
}
