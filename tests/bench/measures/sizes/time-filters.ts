import { type Show, shows } from "../../../../server/people/filters/shows.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { interleave, median, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { timeOne } from "../../processes/load.ts";

const people = "/support/organisation-users";
const lists = [people, "/support/organisations/:largest/users", "/support/users"];
const searches = ["e", "smith", "sarah smith", "o'brien", "zzyzx"];
const filters = shows.filter((show) => show !== "all");

/**
 * For each list and each filter, the time of its first page by that of the list without a filter; and for each filter, the
 * time of each search with it by that without.
 */
export type FilterTimes = { lists: Record<string, number[]>; searches: Record<string, number[]> };

/** Times each list and each search with and without each filter in turn, so that other load affects all alike. */
export async function timeFilters(url: string, world: World, pace: Pace): Promise<FilterTimes> {
  const times: FilterTimes = { lists: {}, searches: {} };
  for (const list of lists) {
    const ratios = await timeFiltered(url, world, pace, list);
    for (const show of filters) times.lists[`${list}?show=${show}`] = ratios[show];
  }
  for (const query of searches) {
    const ratios = await timeFiltered(url, world, pace, people, { query });
    for (const show of filters) (times.searches[show] ??= []).push(median(ratios[show]));
  }
  return times;
}

async function timeFiltered(
  url: string,
  world: World,
  { timed }: Pace,
  list: string,
  search: Record<string, string> = {},
): Promise<Record<Show, number[]>> {
  const times = await interleave([...shows], timed.rounds, (show) => {
    const parameters = new URLSearchParams(show === "all" ? search : { ...search, show });
    return timeOne(addressOf(url, world, `${list}?${parameters.toString()}`), timed.seconds / 2);
  });
  const ratios = shows.map((show) => [show, ratiosOf(times[show], times.all)] as const);
  return Object.fromEntries(ratios) as Record<Show, number[]>;
}

/** @param starts the ratios after each start */
export function filterFigures(starts: FilterTimes[]): Figure[] {
  const filtered = Object.keys(starts[0]?.lists ?? {}).map((path) =>
    judge(
      "page of a filtered list, by the unfiltered",
      starts.flatMap((start) => start.lists[path] ?? []),
      `${path}, by the unfiltered`,
    ),
  );
  const searched = filters.map((show) =>
    judge(
      "search with a filter, by the search without",
      starts.map((start) => median(start.searches[show] ?? [])),
      `search with a filter, by the search without: ${show}`,
    ),
  );
  return [...filtered, ...searched];
}
