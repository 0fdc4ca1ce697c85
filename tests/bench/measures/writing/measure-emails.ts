import { setTimeout as delay } from "node:timers/promises";
import { openNotify } from "../../../../jobs/notify/notify.ts";
import { createEnvironment, requiredVariables } from "../../../stand-ins/environment.ts";
import type { Crowds } from "../../data/crowds/crowds.ts";
import type { Server } from "../../data/server.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { median, quantile } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import type { Arrivals } from "../../processes/instant-notify.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { readPostgresCpu } from "../../processes/postgres-cpu.ts";
import { startScript } from "../../processes/start.ts";
import { invite, now, openPost, type Post, untilSent } from "./post.ts";

/** What a start shows: the milliseconds from commit to Notify, their median by polling, and a drained queue. */
type Start = { times: number[]; polled: number; drain: Drain };

/** Measures how soon a worker sends an invitation, and how many it can send, without a limit at Notify. */
export async function measureSending(crowds: Crowds, server: Server, pace: Pace): Promise<Figure[]> {
  const starts: Start[] = [];
  for (let start = 0; start < pace.starts; start += 1) {
    starts.push(await measureStart(crowds, server, pace.emails));
  }
  return sendingFigures(starts, await measureClient(pace.emails.unlimited));
}

/** @param client milliseconds of CPU that an email takes in the client for Notify */
function sendingFigures(starts: Start[], client: number): Figure[] {
  const of = (what: (start: Start) => number) => starts.map(what);
  return [
    report(
      "commit to Notify",
      of(({ times }) => median(times)),
      " ms",
    ),
    report(
      "  the slowest",
      of(({ times }) => Math.max(...times)),
      " ms",
    ),
    judge(
      "commit to Notify, by polling every 0.5 s",
      of(({ times, polled }) => median(times) / polled),
    ),
    judge(
      "commit to Notify, 99th percentile of 200",
      of(({ times }) => quantile(times, 0.99)),
    ),
    judge(
      "emails a second without a limit at Notify",
      of(({ drain }) => drain.perSecond),
    ),
    report(
      "  CPU an email: the worker",
      of(({ drain }) => drain.worker),
      " ms",
    ),
    report("    of it the client for Notify", [client], " ms"),
    report(
      "  CPU an email: PostgreSQL",
      of(({ drain }) => drain.postgres),
      " ms",
    ),
  ];
}

async function measureStart({ few, many }: Crowds, server: Server, emails: Pace["emails"]): Promise<Start> {
  await using notify = await startScript("processes/instant-notify.ts");
  await using post = await openPost(many, "jobs/main.ts", notify.url);
  const times = await timeSending(post, notify, { count: emails.toTime, within: 200 });
  const drained = await drain(post, server, emails.unlimited);
  await using polling = await openPost(few, "tests/bench/processes/polling-worker.ts", notify.url);
  const polled = await timeSending(polling, notify, { count: emails.toPoll, within: 500 });
  return { times, polled: median(polled), drain: drained };
}

/**
 * Milliseconds from commit to Notify, one invitation at a time, with pauses of less than `within` milliseconds that do
 * not match a polling interval.
 */
async function timeSending(
  post: Post,
  notify: Measured,
  { count, within }: { count: number; within: number },
) {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const { ids, committedAt } = await invite(post, 1, number);
    await untilSent(post.db, ids);
    const arrivals = (await (await fetch(`${notify.url}/arrivals`)).json()) as Arrivals;
    times.push((arrivals[ids[0] ?? ""] ?? NaN) - committedAt);
    await delay((number * 137) % within);
  }
  return times;
}

/** Emails a second, and the milliseconds of CPU for each. */
type Drain = { perSecond: number; worker: number; postgres: number };

async function drain(post: Post, { maintenanceUrl }: Server, count: number): Promise<Drain> {
  const { ids: first } = await invite(post, Math.ceil(count / 5), 0);
  await untilSent(post.db, first); // warms the worker up
  const readCpu = async () => ({
    worker: (await post.worker.read()).cpuMicroseconds / 1_000,
    postgres: (await readPostgresCpu(maintenanceUrl)) ?? NaN,
  });
  const { ids, committedAt } = await invite(post, count, 0);
  const before = await readCpu();
  await untilSent(post.db, ids);
  const perSecond = (count * 1_000) / (now() - committedAt);
  const after = await readCpu();
  return {
    perSecond,
    worker: (after.worker - before.worker) / count,
    postgres: (after.postgres - before.postgres) / count,
  };
}

/** Milliseconds of CPU that an email takes in the client for Notify alone. */
async function measureClient(count: number): Promise<number> {
  await using server = await startScript("processes/instant-notify.ts");
  const notify = openNotify(createEnvironment({ NOTIFY_BASE_URL: server.url }), 20_000);
  const send = (number: number) =>
    notify.send({
      ...{
        templateId: requiredVariables.NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED,
        to: "megan.price@example.com",
      },
      ...{ reference: String(number), personalisation: { organisation: "Ashgrove" }, sanitiseContentFor: [] },
    });
  for (let number = 0; number < count; number += 1) await send(number);
  const before = process.cpuUsage();
  for (let number = 0; number < count; number += 1) await send(count + number);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}
