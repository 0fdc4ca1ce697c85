import { join } from "node:path";
import { openDatabase } from "../../../db/database.ts";
import { migrate } from "../../../db/migrate.ts";
import { readServerState } from "../../../local/postgres/leftover.ts";
import { startSignIn } from "../../../local/sign-in/start-sign-in.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";
import { startTestNotify } from "../../stand-ins/notify.ts";
import { siblingUrl } from "../../setup/postgres/maintenance.ts";
import { createRoleDatabase } from "../../setup/postgres/roles.ts";
import { startAttached } from "../../setup/attached-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import { startProxy } from "./interruptible-proxy.ts";
import { behaviour, notifyTuning, startProcesses } from "./processes.ts";

const root = join(import.meta.dirname, "../../..");
const postgresScript = join(root, "tests/setup/postgres/postgres-process.ts");

export type Product = Awaited<ReturnType<typeof startProduct>>;

/**
 * Starts the built product as an operator runs it: two web processes behind one address and two workers, each
 * restarted when it ends, on one PostgreSQL. Proxies stand before the web processes, PostgreSQL and Notify.
 *
 * @param workerFile what a worker runs, from the project's folder
 */
export async function startProduct(workerFile: string) {
  await using started = new AsyncDisposableStack();
  const [port = 0, otherPort = 0] = await findFreePorts(2);
  const postgres = await startPostgres(started);
  const ingress = await startProxy([port, otherPort], started);
  const url = `http://127.0.0.1:${ingress.port}`;
  const variables = { ...requiredVariables, PUBLIC_URL: url };
  const mail = await startTestNotify(notifyTuning, variables, variables.NOTIFY_CALLBACK_TOKEN);
  started.defer(() => mail.stop());
  const signIn = await startProvider(url, started);
  const proxies = {
    database: await startProxy([postgres.port], started),
    notify: await startProxy([portOf(mail.environment.NOTIFY_BASE_URL)], started),
  };
  const env = {
    ...variables,
    ...behaviour,
    DATABASE_URL: withPort(postgres.appUrl, proxies.database.port),
    DFE_SIGN_IN_ISSUER_URL: signIn.issuer,
    NOTIFY_BASE_URL: `http://127.0.0.1:${proxies.notify.port}`,
  };
  const processes = await startProcesses(env, [port, otherPort], workerFile, started);
  const db = openDatabase(postgres.url, () => undefined); // the test's own connection does not use the proxy
  started.defer(() => db.destroy());
  const stack = started.move();
  return { url, db, mail, signIn, postgres, proxies, ...processes, stop: () => stack.disposeAsync() };
}

/** Starts a durable PostgreSQL, which is restarted when it ends, with the roles of docs/operating.md. */
async function startPostgres(started: AsyncDisposableStack) {
  type Server = { maintenanceUrl: string; dataDir: string };
  const { answer, stop } = await startAttached<Server>(postgresScript, ["--durable"]);
  started.defer(stop);
  const { name, ownerUrl, appUrl } = await createRoleDatabase(answer.maintenanceUrl);
  await migrate(ownerUrl);
  return {
    url: siblingUrl(answer.maintenanceUrl, name),
    appUrl,
    port: portOf(answer.maintenanceUrl),
    /** Stops it at once, as `pg_ctl stop -m immediate` does, and returns its pid. */
    crash: () => {
      const state = readServerState(join(answer.dataDir, "postgres"));
      if (state === null) throw new Error("PostgreSQL does not run");
      process.kill(state.pid, "SIGQUIT");
      return state.pid;
    },
  };
}

/** The sign-in provider, which a test can stop and start. It has new keys each time. */
async function startProvider(publicUrl: string, started: AsyncDisposableStack) {
  const { DFE_SIGN_IN_CLIENT_ID: clientId, DFE_SIGN_IN_CLIENT_SECRET: clientSecret } = requiredVariables;
  const launch = (port: number) => startSignIn({ port, clientId, clientSecret, publicUrl, people: [] });
  let provider = await launch(0);
  const { url: issuer } = provider;
  started.defer(() => provider.stop());
  return {
    issuer,
    stop: () => provider.stop(),
    start: async () => {
      provider = await launch(portOf(issuer));
    },
  };
}

const portOf = (url: string) => Number(new URL(url).port);

function withPort(url: string, port: number): string {
  return Object.assign(new URL(url), { port: String(port) }).href;
}
