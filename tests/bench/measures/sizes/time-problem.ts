import { addressOf, type World } from "../../data/worlds.ts";
import { interleave, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { timeOne } from "../../processes/load.ts";

const pages = { problem: "/support/sign-in-problems/:problem", list: "/support/organisation-users" } as const;

/** Times the page of a sign-in problem, which finds people who are like somebody, by a list of people, in turn. */
export async function timeProblem(url: string, world: World, { timed }: Pace): Promise<number[]> {
  const times = await interleave(["problem", "list"], timed.rounds, (name) =>
    timeOne(addressOf(url, world, pages[name]), timed.seconds),
  );
  return ratiosOf(times.problem, times.list);
}
