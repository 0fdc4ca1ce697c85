import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { onMaintenance } from "../../../setup/postgres/maintenance.ts";
import type { Server } from "../../data/server.ts";
import type { World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { startOurs } from "../../processes/start.ts";
import { createDrafts, openBare } from "./bare-sql.ts";
import { post } from "./measure-adding.ts";

/**
 * Counts the statements that adding a person takes, from the POST to the redirect, in what PostgreSQL logs: those of the
 * session and the rate limit, `begin` and `commit` included. They run one after another.
 */
export async function countStatements({ dataDir, maintenanceUrl }: Server, world: World): Promise<Figure[]> {
  await using bare = await openBare(world.databaseUrl);
  const drafts = await createDrafts(bare, world, 2);
  const database = new URL(world.databaseUrl).pathname.slice(1);
  await onMaintenance(maintenanceUrl, `alter database ${database} set log_statement = 'all'`); // for new connections
  await using ours = await startOurs(world);
  const log = join(dataDir, "postgres/server.log");
  let counted: Statement[] = [];
  for (const draft of drafts) {
    // Only the second counts: the first makes a new connection.
    const before = statSync(log).size;
    await post(ours.url, world, draft);
    counted = statementsIn(readFileSync(log).subarray(before).toString());
  }
  await onMaintenance(maintenanceUrl, `alter database ${database} reset log_statement`);
  return [
    judge("statements to add a person", [counted.length]),
    judge("commits to add a person, beside the rate limit's", [countCommits(counted)]),
  ];
}

type Statement = { connection: string; text: string };

function statementsIn(log: string): Statement[] {
  const entries = log.matchAll(/\[(\d+)\] LOG: {2}(?:statement|execute [^:]+): (.*(?:\n\t.*)*)/g);
  return Array.from(entries, ([, connection = "", text = ""]) => ({ connection, text: text.trim() }));
}

/** A statement that writes outside of a transaction is a commit of its own. */
function countCommits(statements: Statement[]): number {
  const open = new Set<string>();
  let commits = 0;
  for (const { connection, text } of statements) {
    if (/^(begin|start transaction)/i.test(text)) open.add(connection);
    else if (/^commit/i.test(text)) open.delete(connection);
    if (/^commit/i.test(text) || (!open.has(connection) && isWrite(text))) commits += 1;
  }
  return commits;
}

function isWrite(text: string): boolean {
  return /\b(insert into|update|delete from)\b/i.test(text) && !/\brate_limits\b/.test(text);
}
