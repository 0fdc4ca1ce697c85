import { sql } from "kysely";
import { openDatabase } from "../../../../db/database.ts";
import { countPerformance } from "../../../../server/performance/keeping/count.ts";
import { periods } from "../../../../server/performance/periods.ts";
import type { Server } from "../../data/server.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, report } from "../../figures/figure.ts";
import { interleave, quantile } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load } from "../../processes/load.ts";
import { readPostgresCpu } from "../../processes/postgres-cpu.ts";
import { startOurs } from "../../processes/start.ts";

const list = "/support/organisation-users";

/**
 * Measures the Performance page against the first page of a list, by the CPU of the web process and PostgreSQL together,
 * and how much PostgreSQL needs to count the figures: first all of them, then those of a night.
 */
export async function comparePerformance(server: Server, world: World, { cpu }: Pace): Promise<Figure[]> {
  const seconds = await timeCounting(server, world);
  await using web = await startOurs(world);
  const paths = [list, ...periods.map((period) => `/support/performance?period=${period}`)];
  for (const path of paths) await load([addressOf(web.url, world, path)], cpu.requests);
  const slices = await interleave(paths, cpu.slices, async (path) => {
    const read = async () =>
      (await web.read()).cpuMicroseconds + 1_000 * ((await readPostgresCpu(server.maintenanceUrl)) ?? NaN);
    const before = await read();
    await load([addressOf(web.url, world, path)], cpu.requests);
    return ((await read()) - before) / cpu.requests;
  });
  const costs = paths.map((path) => ({ path, cost: quantile(slices[path] ?? [], 0.2) }));
  const ofList = costs[0]?.cost ?? NaN;
  return [
    report("CPU to count all figures the first time", [seconds.first], " s"),
    report("CPU to count those of a night", [seconds.night], " s"),
    ...costs.map(({ path, cost }) => report(`CPU of ${path}`, [cost], " µs")),
    ...costs.slice(1).map(({ path, cost }) => report(`  ${path}, by the list`, [cost / ofList])),
  ];
}

/** The seconds of CPU that counting takes. The second time, the last night is made due again. */
async function timeCounting(server: Server, { databaseUrl }: World) {
  const db = openDatabase(databaseUrl, () => undefined, { statementTimeout: 0 });
  const time = async () => {
    const before = (await readPostgresCpu(server.maintenanceUrl)) ?? NaN;
    await countPerformance(db);
    return (((await readPostgresCpu(server.maintenanceUrl)) ?? NaN) - before) / 1_000;
  };
  try {
    const first = await time();
    await sql`update performance_progress set counted_to = counted_to - 1`.execute(db);
    return { first, night: await time() };
  } finally {
    await db.destroy();
  }
}
