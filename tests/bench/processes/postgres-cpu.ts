import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onMaintenance } from "../../setup/postgres/maintenance.ts";

const millisecondsInTick = 10;

/** The CPU that a server and its connections have used, in milliseconds; undefined on a system without `/proc`. */
export async function readPostgresCpu(maintenanceUrl: string): Promise<number | undefined> {
  if (!existsSync("/proc/self/stat")) return undefined;
  const server = await findServer(maintenanceUrl);
  let ticks = 0;
  for (const { id, parent, own, ended } of readStats()) {
    if (id === server) ticks += own + ended;
    else if (parent === server) ticks += own;
  }
  return ticks * millisecondsInTick;
}

/** The ids of a server's process and of those of its connections, on a system with `/proc`. */
export async function findServerProcesses(maintenanceUrl: string): Promise<string[]> {
  const server = await findServer(maintenanceUrl);
  return readStats().flatMap(({ id, parent }) => (id === server || parent === server ? id : []));
}

async function findServer(maintenanceUrl: string): Promise<string> {
  const [row] = await onMaintenance<{ data_directory: string }>(maintenanceUrl, "show data_directory");
  return readFileSync(join(row?.data_directory ?? "", "postmaster.pid"), "utf8").split("\n", 1)[0] ?? "";
}

const readStats = () => globSync("/proc/[0-9]*/stat").map(readStat);

/** What a process has used itself, and what its children that have ended had used. */
function readStat(path: string) {
  const text = readIfThere(path);
  // The name of the program, in brackets, may contain spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const sum = (...places: number[]) => places.reduce((total, place) => total + Number(fields[place] ?? 0), 0);
  return { id: text.split(" ", 1)[0] ?? "", parent: fields[1], own: sum(11, 12), ended: sum(13, 14) };
}

/** A process may end between being found and being read. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
