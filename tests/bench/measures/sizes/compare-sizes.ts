import type { LargeWorlds } from "../../data/large-worlds.ts";
import { addressOf, metricsToken } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import type { Pace } from "../../pace.ts";
import { load } from "../../processes/load.ts";
import { startOurs } from "../../processes/start.ts";
import { activityFigures, type ActivityRatios, timeActivity } from "./time-activity.ts";
import { filterFigures, type FilterTimes, timeFilters } from "./time-filters.ts";
import { pageFigures, type PageTimes, timePages } from "./time-pages.ts";
import { timeProblem } from "./time-problem.ts";
import { searchFigures, type SearchTimes, timeSearches } from "./time-searches.ts";

const variables = { METRICS_TOKEN: metricsToken, ORGANISATION_USER_EDITING: "until-first-sign-in" };

/** Measures pages on the large data set against a small part of it, and filters and searches against the list. */
export async function compareSizes(worlds: LargeWorlds, pace: Pace): Promise<Figure[]> {
  const times: PageTimes = {};
  const searches: SearchTimes[] = [];
  const filters: FilterTimes[] = [];
  const problems: number[] = [];
  const activity: ActivityRatios[] = [];
  for (let start = 0; start < pace.starts; start += 1) {
    await using large = await startOurs(worlds.large, variables);
    await using part = await startOurs(worlds.part, variables);
    const subjects = {
      large: { process: large, world: worlds.large },
      part: { process: part, world: worlds.part },
    };
    for (const { process, world } of Object.values(subjects)) {
      await load([addressOf(process.url, world, "/support/organisations/:usual/users")], pace.warmUp);
    }
    await timePages(times, subjects, pace);
    activity.push(await timeActivity(large, worlds.large, pace));
    filters.push(await timeFilters(large.url, worlds.large, pace));
    problems.push(...(await timeProblem(large.url, worlds.large, pace)));
    searches.push(await timeSearches(large.url, worlds.large, pace));
  }
  return [
    ...pageFigures(times),
    ...filterFigures(filters),
    judge("a sign-in problem, by a list of people", problems),
    ...activityFigures(activity),
    ...searchFigures(searches),
  ];
}
