import type { LargeWorlds } from "../../data/large-worlds.ts";
import { addressOf, metricsToken, type World } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { interleave, median } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load, read, timeOne } from "../../processes/load.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { startOurs } from "../../processes/start.ts";
import { activityFigures, type ActivityRatios, timeActivity } from "./time-activity.ts";
import { filterFigures, type FilterTimes, timeFilters } from "./time-filters.ts";
import { timeProblem } from "./time-problem.ts";
import { searchFigures, type SearchTimes, timeSearches } from "./time-searches.ts";

/** Pages that are measured on the large data set. `:last` is the number of a list's last page. */
const pages = [
  "/support/organisations",
  "/support/organisations?page=:last",
  "/support/organisations?includeClosed=yes",
  "/support/organisations?includeClosed=yes&page=:last",
  "/support/organisations/:largest",
  "/support/organisations/:largest/users",
  "/support/organisations/:largest/users?page=:last",
  "/support/organisations/:usual/users/:person",
  "/support/organisation-users",
  "/support/organisation-users?page=:last",
  "/support/organisation-users?show=not_signed_in&page=:last",
  "/support/organisation-users?show=signed_in_over_90_days_ago&page=:last",
  "/support/users",
  "/support/sign-in-problems",
  "/support/sign-in-problems/:problem",
  "/support/activity",
  "/support/activity?page=:last",
  "/support/activity?kind=edited",
  "/support/activity?organisationId=:largest",
  "/support/activity?userId=:person",
  "/metrics",
];

type Subject = { process: Measured; world: World };
type Times = Record<string, { large: number[]; part: number[] }>;

/** Measures pages on the large data set against a small part of it, and filters and searches against the list. */
export async function compareSizes(worlds: LargeWorlds, pace: Pace): Promise<Figure[]> {
  const times: Times = {};
  const searches: SearchTimes[] = [];
  const filters: FilterTimes[] = [];
  const problems: number[] = [];
  const activity: ActivityRatios[] = [];
  for (let start = 0; start < pace.starts; start += 1) {
    await using large = await startOurs(worlds.large, { METRICS_TOKEN: metricsToken });
    await using part = await startOurs(worlds.part, { METRICS_TOKEN: metricsToken });
    const subjects = {
      large: { process: large, world: worlds.large },
      part: { process: part, world: worlds.part },
    };
    for (const { process, world } of Object.values(subjects)) {
      await load([addressOf(process.url, world, "/support/organisations/:usual/users")], pace.warmUp);
    }
    for (const path of pages) await addTimes(times, path, subjects, pace);
    activity.push(await timeActivity(large, worlds.large, pace));
    filters.push(await timeFilters(large.url, worlds.large, pace));
    problems.push(...(await timeProblem(large.url, worlds.large, pace)));
    searches.push(await timeSearches(large.url, worlds.large, pace));
  }
  return [
    ...Object.entries(times).flatMap(pageFigures),
    ...filterFigures(filters),
    judge("a sign-in problem, by a list of people", problems),
    ...activityFigures(activity),
    ...searchFigures(searches),
  ];
}

async function addTimes(
  times: Times,
  path: string,
  subjects: Record<"large" | "part", Subject>,
  { timed }: Pace,
): Promise<void> {
  const addresses = {
    large: await findPage(subjects.large, path),
    part: await findPage(subjects.part, path),
  };
  const measured = await interleave(["large", "part"], timed.rounds, (name) =>
    timeOne(addresses[name], timed.seconds),
  );
  const all = (times[path] ??= { large: [], part: [] });
  all.large.push(median(measured.large));
  all.part.push(median(measured.part));
}

function pageFigures([path, { large, part }]: [string, Times[string]]): Figure[] {
  return [
    report(path, large, " ms"),
    report(
      "  by the small part",
      large.map((time, start) => time / (part[start] ?? NaN)),
    ),
  ];
}

/** The address of a page. If it is the last page, the first one says which that is. */
async function findPage({ process, world }: Subject, path: string) {
  const [firstPath = path] = path.split(/[?&]page=:last/);
  const first = addressOf(process.url, world, firstPath);
  if (firstPath === path) return first;
  const numbers = Array.from((await read(first)).matchAll(/[?;&]page=(\d+)/g), ([, number]) =>
    Number(number),
  );
  const ids = { ...world.ids, last: String(Math.max(1, ...numbers)) };
  return addressOf(process.url, { ...world, ids }, path);
}
