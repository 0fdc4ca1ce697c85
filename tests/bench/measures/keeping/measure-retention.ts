import { sql } from "kysely";
import { pino } from "pino";
import type { Database } from "../../../../db/database.ts";
import { migrate } from "../../../../db/migrate.ts";
import { closeResources, openWorkerResources } from "../../../../server/resources.ts";
import { onMaintenance, siblingUrl } from "../../../setup/postgres/maintenance.ts";
import { createEnvironment } from "../../../stand-ins/environment.ts";
import type { Server } from "../../data/server.ts";
import { openForFilling } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import type { Pace } from "../../pace.ts";
import { backlogged } from "./backlogs.ts";

/** How long to wait before looking again how long a transaction has taken, in seconds. */
const interval = 0.01;

/** Measures how many rows a second each job clears of what has piled up over years, and its longest transaction. */
export async function measureRetention(server: Server, { backlog }: Pace): Promise<Figure[]> {
  await onMaintenance(server.maintenanceUrl, "create database backlog");
  const url = siblingUrl(server.maintenanceUrl, "backlog");
  await migrate(url);
  await using filling = openForFilling(url);
  const environment = createEnvironment({ DATABASE_URL: url });
  const resources = await openWorkerResources(environment, pino({ level: "silent" }));
  const figures: Figure[] = [];
  for (const { name, part, fill, run } of backlogged) {
    const rows = Math.ceil(backlog * part);
    await fill(rows).execute(filling);
    await sql`vacuum analyze`.execute(filling);
    const began = performance.now();
    const longest = await longestWhile(filling, () => run(resources));
    const seconds = (performance.now() - began) / 1_000;
    figures.push(
      report(`${name}: ${rows.toLocaleString("en-GB")}, each second`, [rows / seconds]),
      judge("the longest transaction of a retention job", [longest], `  the longest transaction of ${name}`),
    );
  }
  await closeResources(resources);
  return figures;
}

/** Does something, and returns the milliseconds of the longest transaction of other connections meanwhile, about. */
async function longestWhile(db: Database, run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  const running = { is: true };
  const look = async () => {
    while (running.is) {
      const { rows } = await sql<{ longest: number | null }>`
        select max(extract(epoch from clock_timestamp() - xact_start) * 1000)::float8 as longest from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
      `.execute(db);
      longest = Math.max(longest, rows[0]?.longest ?? 0);
      await sql`select pg_sleep(${interval})`.execute(db);
    }
  };
  const looking = look();
  await run().finally(() => {
    running.is = false;
  });
  await looking;
  return longest;
}
