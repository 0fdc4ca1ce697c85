import { availableParallelism } from "node:os";
import { findFreePorts } from "../../setup/free-port.ts";
import type { Figure } from "../figures/figure.ts";
import { load } from "../processes/load.ts";
import { startOurs } from "../processes/console-process.ts";
import type { Pace } from "../pace.ts";
import { interleave, ratioOf } from "../figures/statistics.ts";
import type { World } from "../data/databases.ts";

/** Two web processes, the load generator, and PostgreSQL. */
const coresNeeded = 6;

/** Compares the load that two web processes serve with the load that one serves. */
export async function compareProcesses(world: World, pace: Pace): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const processes = [];
  for (const port of await findFreePorts(2)) {
    const process = await startOurs(world, port);
    started.defer(() => process.stop());
    processes.push(process);
  }
  const path = `/support/organisations/${world.organisations.usual}/users`;
  const addresses = processes.map(({ url }) => ({ url: url + path, cookie: world.cookie }));
  for (const address of addresses) await load(address, pace.warmUp);
  const rates = await interleave([1, 2], pace.rounds, async (count) => {
    const loads = await Promise.all(addresses.slice(0, count).map((address) => load(address, pace.load)));
    return loads.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0);
  });
  const cores = availableParallelism();
  return [
    {
      what: "two web processes, by one",
      value: ratioOf(rates.get(2) ?? [], rates.get(1) ?? []),
      limit: { atLeast: 1.8 },
      ...(cores < coresNeeded && { notJudged: `${cores} cores, and it takes ${coresNeeded}` }),
    },
  ];
}
