import { shows } from "../../../../server/people/filters/shows.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { interleave, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { timeOne } from "../../processes/load.ts";

const lists = ["/support/organisation-users", "/support/organisations/:largest/users", "/support/users"];

/** For each list and each filter, the time of its first page by that of the list without a filter. */
export type FilterTimes = Record<string, number[]>;

/** Times each list with and without each filter in turn, so that other load on the machine affects both alike. */
export async function timeFilters(url: string, world: World, { timed }: Pace): Promise<FilterTimes> {
  const ratios: FilterTimes = {};
  for (const list of lists) {
    const times = await interleave([...shows], timed.rounds, (show) =>
      timeOne(addressOf(url, world, show === "all" ? list : `${list}?show=${show}`), timed.seconds / 2),
    );
    for (const show of shows)
      if (show !== "all") ratios[`${list}?show=${show}`] = ratiosOf(times[show], times.all);
  }
  return ratios;
}

/** @param starts the ratios after each start */
export function filterFigures(starts: FilterTimes[]): Figure[] {
  return Object.keys(starts[0] ?? {}).map((path) =>
    judge(
      "page of a filtered list, by the unfiltered",
      starts.flatMap((start) => start[path] ?? []),
      `${path}, by the unfiltered`,
    ),
  );
}
