import { sql } from "kysely";
import { openDatabase } from "../../../../db/database.ts";
import { countPerformance } from "../../../../server/performance/keeping/count.ts";
import type { LargeWorlds } from "../../data/large-worlds.ts";
import type { Server } from "../../data/server.ts";
import type { World } from "../../data/worlds.ts";
import { type Figure, report } from "../../figures/figure.ts";
import { readPostgresCpu } from "../../processes/postgres-cpu.ts";

/**
 * Counts the figures of the Performance page, which is then measured like any page, and measures how much CPU PostgreSQL
 * needs for those of the large data set: first for all of them, then for those of a night.
 */
export async function countFigures(server: Server, { large, part }: LargeWorlds): Promise<Figure[]> {
  await timeCounting(server, part);
  const seconds = await timeCounting(server, large);
  return [
    report("CPU to count all figures the first time", [seconds.first], " s"),
    report("CPU to count those of a night", [seconds.night], " s"),
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
