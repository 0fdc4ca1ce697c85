import { gzipSync } from "node:zlib";
import type { Address, World } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { interleave, median, quantile } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load, read, timeOne } from "../../processes/load.ts";
import {
  listNames,
  pageNames,
  startStacks,
  type Subject,
  type SubjectName,
  type Subjects,
  warmUp,
} from "./stacks.ts";

/** Compares only the CPU of our user list with that of B and B2. */
export async function compareCpu(world: World, pace: Pace): Promise<Figure[]> {
  const names = ["ours", "B", "B2"] as const;
  const starts: Cpu<(typeof names)[number]>[] = [];
  for (let start = 0; start < pace.starts; start += 1) {
    await using stacks = await startStacks(world);
    await warmUp(stacks.subjects, names, pace.warmUp);
    starts.push(await measureCpu(stacks.subjects, names, pace));
  }
  return listFigures(starts);
}

/** Compares our CPU, memory, time of one request, and size of the page with those of A, B and B2. */
export async function compareStacks(world: World, pace: Pace): Promise<Figure[]> {
  const starts: (Cpu<SubjectName> & Record<"memory" | "time" | "html", number>)[] = [];
  for (let start = 0; start < pace.starts; start += 1) {
    await using stacks = await startStacks(world);
    const { subjects } = stacks;
    await warmUp(subjects, listNames, pace.warmUp);
    const memory = (await memoryOf(subjects.ours)) / (await memoryOf(subjects.B)); // both have made the list only
    await warmUp(subjects, pageNames, pace.warmUp);
    starts.push({
      ...(await measureCpu(subjects, [...listNames, ...pageNames], pace)),
      memory,
      time: await compareTimes(subjects, pace),
      html: (await htmlOf(subjects.ours)) / (await htmlOf(subjects.A)),
    });
  }
  const ratios = (one: SubjectName, other: SubjectName) => starts.map((cpu) => cpu[one] / cpu[other]);
  return [
    ...listFigures(starts),
    judge("A, by the user list", ratios("A", "ours")),
    judge("details, by B's user list", ratios("details", "B")),
    judge("activity, by B's user list", ratios("activity", "B")),
    judge("20 searches for people, by B's user list", ratios("search", "B")),
    judge(
      "one request of the user list, by B",
      starts.map(({ time }) => time),
    ),
    judge(
      "memory, by B",
      starts.map(({ memory }) => memory),
    ),
    judge(
      "HTML of the user list, by A",
      starts.map(({ html }) => html),
    ),
  ];
}

/** Microseconds of CPU that a request of each subject takes. */
type Cpu<Name extends SubjectName> = Record<Name, number>;

async function measureCpu<Name extends SubjectName>(
  subjects: Subjects,
  names: readonly Name[],
  { cpu }: Pace,
): Promise<Cpu<Name>> {
  const slices = await interleave(names, cpu.slices, async (name) => {
    const { process, pages } = subjects[name];
    const before = await process.read();
    await load(pages, cpu.requests);
    const after = await process.read();
    return (after.cpuMicroseconds - before.cpuMicroseconds) / cpu.requests;
  });
  const entries = names.map((name) => [name, quantile(slices[name], 0.2)] as const);
  return Object.fromEntries(entries) as Cpu<Name>;
}

function listFigures(starts: Cpu<"ours" | "B" | "B2">[]): Figure[] {
  return [
    report(
      "CPU of the user list",
      starts.map(({ ours }) => ours),
      " µs",
    ),
    judge(
      "user list, by B",
      starts.map(({ ours, B }) => ours / B),
    ),
    judge(
      "user list, by B2",
      starts.map(({ ours, B2 }) => ours / B2),
    ),
    report(
      "  (B2, by B)",
      starts.map(({ B, B2 }) => B2 / B),
    ),
  ];
}

async function memoryOf({ process }: Subject): Promise<number> {
  return (await process.read()).residentBytes;
}

async function compareTimes(subjects: Subjects, { timed }: Pace): Promise<number> {
  const times = await interleave(["ours", "B"], timed.rounds, (name) =>
    timeOne(firstPage(subjects[name]), timed.seconds),
  );
  return median(times.ours) / median(times.B);
}

async function htmlOf(subject: Subject): Promise<number> {
  return gzipSync(await read(firstPage(subject))).length;
}

function firstPage({ pages: [page] }: Subject): Address {
  if (page === undefined) throw new Error("There is no page to measure");
  return page;
}
