import { organisationSearches, peopleSearches } from "../../data/searches.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { median, quantile } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { timeOne } from "../../processes/load.ts";

const lists = {
  organisations: { path: "/support/organisations", searches: organisationSearches },
  people: { path: "/support/organisation-users", searches: peopleSearches },
} as const;

type ListName = keyof typeof lists;
const listNames = ["organisations", "people"] as const;

/** For each list, the milliseconds of its unfiltered first page and of each search. */
export type SearchTimes = Record<ListName, { unfiltered: number; searches: number[] }>;

export async function timeSearches(url: string, world: World, pace: Pace): Promise<SearchTimes> {
  return {
    organisations: await timeList(url, world, "organisations", pace),
    people: await timeList(url, world, "people", pace),
  };
}

/** Times the unfiltered page before each search, so that other load on the machine affects both alike. */
async function timeList(url: string, world: World, name: ListName, { timed }: Pace) {
  const { path, searches } = lists[name];
  const first = addressOf(url, world, path);
  const unfiltered: number[] = [];
  const times: number[] = [];
  for (const query of searches) {
    unfiltered.push(await timeOne(first, timed.seconds / 2));
    const search = { ...first, url: `${first.url}?${new URLSearchParams({ query }).toString()}` };
    times.push(await timeOne(search, timed.seconds / 2));
  }
  return { unfiltered: median(unfiltered), searches: times };
}

/** @param starts the times after each start */
export function searchFigures(starts: SearchTimes[]): Figure[] {
  return listNames.flatMap((name) => {
    const by = (part: number) =>
      starts.map((start) => quantile(start[name].searches, part) / start[name].unfiltered);
    return [
      judge(`search for ${name}, median, by the first page`, by(0.5)),
      judge(`search for ${name}, 95th percentile, by the first page`, by(0.95)),
      judge(
        `search for ${name}, the slowest`,
        starts.map((start) => Math.max(...start[name].searches)),
      ),
      ...lists[name].searches.map((query, index) =>
        report(
          `  ${query}`,
          starts.map((start) => start[name].searches[index] ?? NaN),
          " ms",
        ),
      ),
    ];
  });
}
