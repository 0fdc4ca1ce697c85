import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./cluster.ts";

/** The contents of `postmaster.pid`. `ready`: the server accepts connections. */
type ServerState = { pid: number; folder: string; ready: boolean };

/** Reads `postmaster.pid`. Returns `null` if the file does not exist or has no valid process id. */
export function readServerState(folder: string): ServerState | null {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid < 2) return null;
    return { pid, folder: lines[1] ?? "", ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

/**
 * Cleans up after an `npm start` that was killed: stops its server if that still uses this folder, and removes
 * `postmaster.pid`. Checks the process first, because its id may belong to another program by now, and the folder,
 * because it may be a copy of the one that the server uses.
 */
export async function stopLeftover(
  place: Place,
  binaries: Binaries,
  report: (line: string) => void,
): Promise<void> {
  const { folder, account } = place;
  if (!existsSync(join(folder, "postmaster.pid"))) return;
  const state = readServerState(folder);
  if (state?.folder === folder && commandLine(state.pid).includes(folder)) {
    report("Stopping the PostgreSQL that an earlier start left running.");
    for (const mode of ["fast", "immediate"]) {
      const stop = ["stop", "-D", folder, "-m", mode, "-w", "-t", "20"];
      const { code } = await runAs(account, join(binaries.folder, "pg_ctl"), stop);
      if (code === 0) return;
    }
  }
  await rm(join(folder, "postmaster.pid"), { force: true });
}

/** The command line of a process; empty if there is no such process. */
function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
