import { availableParallelism } from "node:os";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { interleave, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load } from "../../processes/load.ts";
import { startOurs } from "../../processes/start.ts";

/** Two web processes, the load generator, and PostgreSQL. */
const coresNeeded = 6;

/** Compares the load that two web processes serve with the load that one serves. */
export async function compareProcesses(world: World, { warmUp, timed, cpu }: Pace): Promise<Figure[]> {
  const cores = availableParallelism();
  await using one = await startOurs(world);
  await using other = await startOurs(world);
  const pages = [one, other].map(({ url }) => [addressOf(url, world, "/support/organisations/:usual/users")]);
  for (const page of pages) await load(page, warmUp);
  const rates = await interleave(["one", "two"], timed.rounds, async (count) => {
    const loads = pages.slice(0, count === "one" ? 1 : 2).map((page) => load(page, cpu.requests * 10));
    return (await Promise.all(loads)).reduce((sum, rate) => sum + rate, 0);
  });
  const figure = judge("two web processes, by one", ratiosOf(rates.two, rates.one));
  return [
    cores < coresNeeded ? { ...figure, notJudged: `${cores} cores, and it takes ${coresNeeded}` } : figure,
  ];
}
