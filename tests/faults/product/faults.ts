import { type RawBuilder, sql } from "kysely";
import { vi } from "vitest";
import { batchSize } from "../../../jobs/emails/email-jobs.ts";
import type { KeptProcess } from "../../../local/processes/supervise.ts";
import { beginSignIn, openBrowser, signIn } from "../staff/browser.ts";
import type { AcknowledgedChanges } from "../staff/acknowledged-changes.ts";
import type { Product } from "./product.ts";
import { insist, patience } from "../staff/save.ts";

/** Where faults strike. `round` counts the earlier rounds; `staff` are the people who may sign in. */
export type Scene = { product: Product; acknowledged: AcknowledgedChanges; round: number; staff: string[] };

/** How long recovery took, in milliseconds. Other faults may strike in that time. */
type Recovery = { until: string; took: Promise<number> };

/** `strike` returns when the fault has had an effect and has ended; recovery may go on. */
export type Fault = { name: string; strike: (scene: Scene) => Promise<Recovery[]> };

async function killWeb({ product: { webs }, round }: Scene): Promise<Recovery[]> {
  const began = Date.now();
  await killOne(webs, round);
  return [{ until: "it is ready", took: Promise.resolve(Date.now() - began) }];
}

/** Kills a worker while emails are being sent to Notify. */
async function killWorker({ product, round }: Scene): Promise<Recovery[]> {
  const { proxies, db, workers } = product;
  proxies.notify.delay = slowness;
  await untilEmails(db, sql`error is null and attempted_at is not null`, batchSize + 1); // both workers are sending
  const killed = killOne(workers, round);
  proxies.notify.delay = 0;
  const emails = await untilSettled(product);
  await killed;
  return [emails];
}

/** Kills one of them, and waits until its next run says that it is ready. */
async function killOne(processes: Pick<KeptProcess, "pid">[], round: number): Promise<void> {
  const kept = processes[round % processes.length];
  const before = await vi.waitUntil(() => kept?.pid(), patience);
  process.kill(before, "SIGKILL");
  await vi.waitUntil(() => ![undefined, before].includes(kept?.pid()), { ...patience, interval: 10 });
}

async function crashPostgres({ product, acknowledged }: Scene): Promise<Recovery[]> {
  const cut = { from: Date.now(), to: Number.POSITIVE_INFINITY };
  acknowledged.cuts.push(cut);
  const before = product.postgres.crash();
  await vi.waitUntil(() => !isAlive(before), { ...patience, interval: 5 });
  cut.to = Date.now();
  const saves = await untilSaved(acknowledged, cut.from);
  return [saves, await untilSettled(product)];
}

/** Refuses connections until as many requests failed as there are staff. */
async function refuseConnections({ product, acknowledged, staff }: Scene): Promise<Recovery[]> {
  const from = Date.now();
  await product.proxies.database.refuse();
  acknowledged.cuts.push({ from, to: Date.now() });
  const turnedAway = () =>
    acknowledged.answers.filter(({ ended, outcome }) => ended > from && outcome !== "done");
  await vi.waitUntil(() => turnedAway().length >= staff.length, patience);
  await product.proxies.database.open();
  const saves = await untilSaved(acknowledged, Date.now());
  return [saves, await untilSettled(product)];
}

/** The longest time until a save and until an email, in milliseconds, after connections froze (`docs/operating.md`). */
const promised = { save: 30_000, email: 45_000 };

/**
 * Freezes every connection to PostgreSQL, as a failover behind a proxy that leaves connections open. New ones work. It
 * ends when no process holds a frozen connection any more, and both workers listen again.
 */
async function freezeConnections({ product, acknowledged }: Scene): Promise<Recovery[]> {
  const { db, proxies } = product;
  await untilEmails(db, sql`error is null and attempted_at is not null`, 1); // a worker is sending
  const from = Date.now();
  const cut = { from, to: Number.POSITIVE_INFINITY };
  acknowledged.cuts.push(cut);
  proxies.database.freeze();
  const save = await untilSaved(acknowledged, from);
  const sent = sql`select from emails where sent_at is not null and created_at > ${new Date(from)} limit 1`;
  await vi.waitUntil(async () => (await sent.execute(db)).rows.length > 0, { ...patience, interval: 20 });
  const email = Date.now() - from;
  const listening = sql`
    select from pg_stat_activity where query ~ '^LISTEN|pg_listening_channels' and backend_start > ${new Date(from)}
      and pid <> pg_backend_pid()
  `;
  const areFree = async () =>
    proxies.database.held() === 0 && (await listening.execute(db)).rows.length === 2;
  await vi.waitUntil(areFree, patience);
  cut.to = Date.now();
  if ((await save.took) > promised.save || email > promised.email) {
    throw new Error(`The first save took ${await save.took} ms and the first email ${email} ms`);
  }
  const emailed = { until: "an email queued since is sent", took: Promise.resolve(email) };
  const freed = { until: "no frozen connection is held", took: Promise.resolve(cut.to - from) };
  return [save, emailed, freed, await untilSettled(product)];
}

/** Stops the provider during a sign-in, which then fails with 503. Signed-in people can go on. */
async function stopSignIn({ product, acknowledged, staff }: Scene): Promise<Recovery[]> {
  const visit = openBrowser(product.url);
  const [email = ""] = staff;
  const back = await beginSignIn(visit, email);
  await product.signIn.stop();
  const { status } = await visit(back.location ?? "");
  if (status !== 503) throw new Error(`Without the provider, the end of a sign-in was answered ${status}`);
  await untilSaved(acknowledged, Date.now());
  await product.signIn.start();
  const began = Date.now();
  await insist(acknowledged, () => signIn(visit, email));
  const took = Date.now() - began;
  await visit("/sign-out", {}); // the sixth session would end the one in which this person works
  return [{ until: "somebody has signed in", took: Promise.resolve(took) }];
}

/** Milliseconds; below the workers' shortest time-out. */
const slowness = 700;

async function slowNotify({ product }: Scene): Promise<Recovery[]> {
  const began = new Date();
  product.proxies.notify.delay = slowness;
  await untilEmails(product.db, sql`${unanswered} and attempted_at > ${began}`, 3);
  product.proxies.notify.delay = 0;
  return [await untilSettled(product, began)];
}

const unanswered = sql`error is null and attempted_at < now() - interval '500 milliseconds'`;
const dropped = sql`error = 'Notify did not answer'`;

/** Makes sends fail until a worker has noticed. */
function fail(status: 500 | 429 | "timeout" | "drop-after-accept"): Fault["strike"] {
  const felt = { timeout: unanswered, "drop-after-accept": dropped };
  const how = typeof status === "number" ? sql`error like ${`${status} %`}` : felt[status];
  return async ({ product }) => {
    const began = new Date();
    await product.mail.fail({ status, count: 1_000_000 });
    await untilEmails(product.db, sql`${how} and attempted_at > ${began}`, 1);
    await product.mail.fail({ count: 0 });
    return [await untilSettled(product, began)];
  };
}

async function untilEmails(db: Product["db"], are: RawBuilder<unknown>, atLeast: number): Promise<void> {
  const count = async () => {
    const { rows } = await sql`select from emails where status = 'queued' and (${are})`.execute(db);
    return rows.length >= atLeast;
  };
  await vi.waitUntil(count, { ...patience, interval: 20 });
}

/** Measures from now until the emails that wait now, or that changed since, are settled. */
async function untilSettled({ db }: Product, since = new Date(0)): Promise<Recovery> {
  const began = Date.now();
  const waiting = () => db.selectFrom("emails").select("id").where("status", "=", "queued");
  const emails = await waiting()
    .where(sql<boolean>`greatest(created_at, attempted_at) > ${since}`)
    .execute();
  const ids = emails.map(({ id }) => id);
  const requireSettled = async () => {
    const left = ids.length === 0 ? [] : await waiting().where("id", "in", ids).execute();
    if (left.length > 0) throw new Error(`${left.length} emails still wait`);
    return Date.now() - began;
  };
  // The database may stop and restart in this time.
  const took = vi.waitFor(requireSettled, { timeout: 300_000, interval: 100 });
  return { until: "every email that waited is settled", took };
}

/** Measures from a moment until the first successful save that began after it. */
async function untilSaved({ answers }: AcknowledgedChanges, since: number): Promise<Recovery> {
  const find = () => answers.find(({ began, outcome }) => began > since && outcome === "done");
  const { ended } = await vi.waitUntil(find, patience);
  return { until: "a save that began since is done", took: Promise.resolve(ended - since) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Every fault; those with the longest recovery come first. */
export const faults: Fault[] = [
  { name: "worker killed", strike: killWorker },
  { name: "connections to PostgreSQL frozen", strike: freezeConnections },
  { name: "PostgreSQL stopped at once", strike: crashPostgres },
  { name: "PostgreSQL refuses connections", strike: refuseConnections },
  { name: "Notify accepts, and drops the line", strike: fail("drop-after-accept") },
  { name: "Notify does not answer", strike: fail("timeout") },
  { name: "Notify answers 500", strike: fail(500) },
  { name: "web process killed", strike: killWeb },
  { name: "Notify answers 429", strike: fail(429) },
  { name: "sign-in provider down", strike: stopSignIn },
  { name: "Notify slow", strike: slowNotify },
];
