import { setTimeout as delay } from "node:timers/promises";
import { databaseUrl } from "../configuration/cluster-plan.ts";
import { countLosses, longestSilence, slowestEmail } from "../ledger/ledger.ts";
import type { NotRun, Outcome } from "../ledger/table.ts";
import { countQueued, findAll } from "../load/find.ts";
import type { Product } from "../load/product.ts";
import type { Load } from "../load/saver.ts";
import type { Cluster } from "../members/cluster.ts";
import { healthLimit, untilHealthy } from "../members/roles.ts";
import type { Fault, Scene } from "./faults.ts";

/** The cluster, the product that uses it, and the load on that. */
export type Trial = { cluster: Cluster; product: Product; load: Load; report: (line: string) => void };

/** How long the console may take to save and send again, and then to catch up, in milliseconds. */
const flowLimit = 120_000;
const settleLimit = 120_000;

/** How many saves are under way when a fault strikes, and how many of them are done. */
const burst = { saves: 150, done: 30 };

/** How long the load goes on before and after a fault, in milliseconds. */
const calm = 5_000;

/** Makes one fault under load, waits until all has settled, and compares the ledger with what is there. */
export async function runFault(trial: Trial, fault: Fault): Promise<Outcome | NotRun> {
  const { cluster, load, report } = trial;
  const needs = fault.needs?.(cluster);
  if (needs !== undefined) return { fault: fault.name, needs };
  const hands: string[] = [];
  await fault.prepare?.(cluster);
  const first = load.saves.length;
  load.resume();
  await attempt(() => untilFlowing(trial, Date.now()), hands, "before the fault: ");
  await delay(calm);
  await untilBusy(trial);
  report(`${fault.name}: now`);
  const struck = Date.now();
  const scene = openScene(trial, struck, hands);
  await fault.strike(scene);
  const over = Date.now();
  report(`${fault.name}: over after ${Math.round((over - struck) / 1_000)} s`);
  load.resume();
  if (hands.length === 0) await attempt(() => untilFlowing(trial, over), hands);
  await attempt(() => untilHealthy(cluster.plan, healthLimit), hands);
  await delay(calm);
  await scene.untilSettled();
  return compare(trial, first, { fault: fault.name, struck, end: scene.pausedAt(), hands });
}

type Window = { fault: string; struck: number; end: number; hands: string[] };

/** What a fault can wait for. `pausedAt` is when the load was first paused: later, silence says nothing. */
function openScene(trial: Trial, struck: number, hands: string[]): Scene & { pausedAt: () => number } {
  let paused = Number.POSITIVE_INFINITY;
  return {
    cluster: trial.cluster,
    untilFlowing: () => attempt(() => untilFlowing(trial, struck), hands),
    untilSettled: () => {
      trial.load.pause();
      paused = Math.min(paused, Date.now());
      return attempt(() => untilSettled(trial), hands);
    },
    pausedAt: () => paused,
  };
}

/** Compares the saves from the first one on with what is stored and sent. */
async function compare(trial: Trial, first: number, { fault, struck, end, hands }: Window): Promise<Outcome> {
  const found = await findAll(databaseUrl(trial.cluster.plan), trial.product);
  const saves = trial.load.saves.slice(first);
  const saved = saves.flatMap(({ acknowledged }) => acknowledged ?? []);
  const sent = saves.flatMap(({ email }) => found.arrivals.get(email) ?? []);
  return {
    fault,
    ...countLosses(saves, found),
    firstSave: longestSilence(saved, struck, end),
    firstEmail: longestSilence(sent, struck, end),
    slowestEmail: slowestEmail(saves, found),
    hand: hands.length > 0 ? hands.join("; ") : undefined,
  };
}

/** Notes what did not recover by itself, and goes on. */
async function attempt(wait: () => Promise<void>, hands: string[], when = ""): Promise<void> {
  try {
    await wait();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    hands.push(when + error.message);
  }
}

/** Waits until a save that began since a moment is acknowledged, and an email has arrived since. */
async function untilFlowing({ load, product: { mail } }: Trial, since: number): Promise<void> {
  const isSaved = () => load.saves.some(({ began, acknowledged }) => began > since && acknowledged);
  await until("no saves", flowLimit, () => Promise.resolve(isSaved()));
  const isSent = async () => Date.parse((await mail.inbox())[0]?.created_at ?? "") > since;
  await until("no emails", flowLimit, isSent);
}

/** Begins many saves at once, and waits until the first of them are done: connections and workers are all busy then. */
async function untilBusy({ load }: Trial): Promise<void> {
  const done = () => load.saves.reduce((count, { acknowledged }) => count + (acknowledged ? 1 : 0), 0);
  const before = done();
  load.burst(burst.saves);
  while (done() < before + burst.done) await delay(5);
}

/** Waits until each save is acknowledged, and its email has arrived. */
async function untilSettled({ load, cluster, product }: Trial): Promise<void> {
  const url = databaseUrl(cluster.plan);
  await until("saves not acknowledged", settleLimit, () => Promise.resolve(load.waiting() === 0));
  await until("the database does not answer", settleLimit, async () => (await queuedOn(url)) !== undefined);
  await until("emails queued", settleLimit, async () => (await queuedOn(url)) === 0);
  await until("emails lost", 10_000, async () => {
    const found = await findAll(url, product);
    return countLosses(load.saves, found).emailsLost === 0;
  });
}

/** Undefined if the database cannot be reached at this moment. */
const queuedOn = (url: string) => countQueued(url).catch(() => undefined);

/**
 * Asks every half second until it is so.
 *
 * @param limit in milliseconds
 * @throws {Error} if it takes longer
 */
async function until(otherwise: string, limit: number, isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limit;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error(`${otherwise} after ${limit / 1_000} s`);
    await delay(500);
  }
}
