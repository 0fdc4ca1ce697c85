import { idNumber } from "../../data/large/chance.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { interleave, median, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { read } from "../../processes/load.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { readPostgresCpu } from "../../processes/postgres-cpu.ts";

const dates = (from: string, to: string) =>
  [...Object.entries({ from, to })]
    .flatMap(([name, date]) => {
      const [year = "", month = "", day = ""] = date.split("-");
      return [`${name}-day=${day}`, `${name}-month=${month}`, `${name}-year=${year}`];
    })
    .join("&");

/** The support user who did most, the person with most entries, and days within the two years of the log. */
const [staff, person] = [uuidOf("support user", 1), uuidOf("person", 1)];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const month = dates(daysAgo(400), daysAgo(370));

/** The ways to narrow the log: to much and to little, one by one and together. */
const filters = [
  ...["kind=added", "kind=edited", "kind=merged"],
  ...[month, dates(daysAgo(30), ""), dates("", daysAgo(365))],
  ...[`actorId=${staff}`, `actorId=${uuidOf("support user", 500)}`],
  ...[`userId=${staff}`, `userId=${person}`, "userId=:person"],
  ...["organisationId=:largest", "organisationId=:usual"],
  ...[`actorId=${staff}&kind=added`, `actorId=${staff}&kind=merged`, `actorId=${staff}&${month}`],
  ...[`actorId=${staff}&organisationId=:largest`, `kind=removed&${month}`],
  ...["organisationId=:largest&kind=added", `organisationId=:largest&kind=edited&${month}`],
  ...[`userId=${staff}&kind=edited`, `userId=${staff}&organisationId=:largest&kind=added`],
  ...[`userId=${person}&actorId=${staff}`, `userId=${person}&kind=added&${month}`],
  `actorId=${staff}&userId=${staff}&organisationId=:largest&kind=added&${month}`,
];

function uuidOf(kind: "support user" | "person", n: number): string {
  return idNumber(kind, n).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const list = "/support/activity";

/** For each way to narrow the log, the time and the CPU of its page by those of the page of the whole log. */
export type ActivityRatios = Record<string, { time: number[]; cpu: number[] }>;

/**
 * Measures the page of the whole log and each narrowed one in turn, one request after the other, so that other load on the
 * machine affects both alike. CPU is that of the web process and of PostgreSQL.
 */
export async function timeActivity(
  process: Measured,
  world: World,
  { timed }: Pace,
): Promise<ActivityRatios> {
  const ratios: ActivityRatios = {};
  for (const filter of filters) {
    const both = await interleave(["all", "narrowed"], timed.rounds, (name) =>
      measurePage(process, world, name === "all" ? list : `${list}?${filter}`, timed.seconds / 2),
    );
    const of = (what: "time" | "cpu") =>
      ratiosOf(
        both.narrowed.map((one) => one[what]),
        both.all.map((one) => one[what]),
      );
    ratios[`${list}?${filter}`] = { time: of("time"), cpu: of("cpu") };
  }
  return ratios;
}

/** The median time of a page, and the mean CPU that it takes, both in milliseconds. */
async function measurePage(process: Measured, world: World, path: string, seconds: number) {
  const address = addressOf(process.url, world, path);
  const cpu = async () =>
    (await process.read()).cpuMicroseconds / 1_000 + ((await readPostgresCpu(world.databaseUrl)) ?? 0);
  const times: number[] = [];
  const before = await cpu();
  for (const end = performance.now() + seconds * 1_000; performance.now() < end || times.length < 5;) {
    const began = performance.now();
    await read(address);
    times.push(performance.now() - began);
  }
  return { time: median(times), cpu: ((await cpu()) - before) / times.length };
}

/** @param starts the ratios after each start */
export function activityFigures(starts: ActivityRatios[]): Figure[] {
  return Object.keys(starts[0] ?? {}).flatMap((path) => {
    const all = (what: "time" | "cpu") => starts.flatMap((start) => start[path]?.[what] ?? []);
    const named = path.replaceAll(/[0-9a-f-]{36}/g, (id) => (id === staff ? ":staff" : ":subject"));
    return [
      judge("page of the narrowed log, by the whole", all("time"), `${named}, by the whole log`),
      judge("page of the narrowed log, its CPU by that of the whole", all("cpu"), `  CPU, by the whole log`),
    ];
  });
}
