import { createSupportClient } from "../../../../client/source/index.ts";
import { openDatabase } from "../../../../db/database.ts";
import { startSignIn } from "../../../../local/sign-in/start-sign-in.ts";
import { createToken } from "../../../records/api-tokens.ts";
import { createSupportUser, priya } from "../../../records/people.ts";
import { findFreePorts } from "../../../setup/free-port.ts";
import { requiredVariables } from "../../../stand-ins/environment.ts";
import { startTestNotify } from "../../../stand-ins/notify.ts";
import type { Server } from "../../data/server.ts";
import { metricsToken, variablesFor, type World } from "../../data/worlds.ts";
import { startMeasured } from "../../processes/measured-process.ts";
import { asInImage } from "../../processes/start.ts";
import { findTrends, type Taken, toAgeingTable } from "./ageing-table.ts";
import { openSampler } from "./samples.ts";
import { makeTraffic, type Target, untilOver } from "./traffic.ts";

const minute = 60_000;

/** How many samples are taken, and how far apart at least, in milliseconds. */
const samples = { count: 240, apart: 5_000 };

/**
 * Runs a web process and a worker under steady traffic, and prints how memory, handles, connections and tables change in
 * the last half of the time.
 *
 * @returns whether anything that should be flat rises
 */
export async function measureAgeing(
  server: Server,
  world: World,
  minutes: number,
  report: (line: string) => void,
): Promise<boolean> {
  await using started = new AsyncDisposableStack();
  const { processes, target } = await startAll(world, started);
  const sampler = started.use(await openSampler(world.databaseUrl, server.maintenanceUrl, processes));
  const over = new AbortController();
  const traffic = makeTraffic(target, over.signal).catch((error: unknown) => {
    over.abort();
    throw error;
  });
  const taken: Taken[] = [];
  const sampling = async () => {
    const [began, length] = [Date.now(), minutes * minute];
    const apart = Math.max(length / samples.count, samples.apart);
    while (Date.now() - began < length && !over.signal.aborted) {
      await untilOver(apart, over.signal);
      taken.push({ at: (Date.now() - began) / minute / 60, sample: await sampler.read() });
    }
    over.abort();
  };
  report(`Steady traffic, ${minutes} min`);
  await Promise.all([traffic, sampling()]);
  const trends = findTrends(taken);
  process.stdout.write(`${toAgeingTable(trends)}\n`);
  return trends.some(({ isRising }) => isRising);
}

/** Starts a web process, a worker, and stand-ins for DfE Sign-in and Notify. */
async function startAll(world: World, started: AsyncDisposableStack) {
  const [port = 0] = await findFreePorts(1);
  const publicUrl = `http://localhost:${port}`;
  const { DFE_SIGN_IN_CLIENT_ID: clientId, DFE_SIGN_IN_CLIENT_SECRET: clientSecret } = requiredVariables;
  const signIn = await startSignIn({ port: 0, clientId, clientSecret, publicUrl, people: [] });
  started.defer(() => signIn.stop());
  const variables = { ...requiredVariables, PUBLIC_URL: publicUrl };
  const mail = await startTestNotify(
    { limit: 1_000_000, kept: 1_000 },
    variables,
    variables.NOTIFY_CALLBACK_TOKEN,
  );
  started.defer(() => mail.stop());
  const env = {
    ...variablesFor(world, port),
    DFE_SIGN_IN_ISSUER_URL: signIn.url,
    NOTIFY_BASE_URL: mail.environment.NOTIFY_BASE_URL,
    METRICS_TOKEN: metricsToken,
    ORGANISATION_USER_EDITING: "until-first-sign-in",
    RATE_LIMIT_SIGN_IN: "1000000",
    RATE_LIMIT_CALLS: "1000000",
  };
  const start = async (name: string, script: string) =>
    started.use(await startMeasured(name, script, asInImage(env), ["--expose-gc"]));
  const web = await start("web", "server/main.ts");
  const worker = await start("worker", "jobs/main.ts");
  return { processes: [web, worker], target: await prepareTarget(world, publicUrl) };
}

async function prepareTarget(world: World, url: string): Promise<Target> {
  const db = openDatabase(world.databaseUrl, () => undefined);
  const token = await createToken(db, "ageing");
  const email = "priya.ageing@education.gov.uk";
  await createSupportUser(db, { ...priya, email });
  await db.destroy();
  return { url, world, api: createSupportClient({ url, token }), email };
}
