import { globSync, readlinkSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * The processes that run in a folder or below it. PostgreSQL and its connections run in the data folder, wherever
 * Patroni started them from, so this finds them all.
 */
export function processesIn(folder: string): number[] {
  return globSync("/proc/[0-9]*/cwd").flatMap((link) => {
    const place = placeOf(link);
    return place === folder || place.startsWith(`${folder}/`)
      ? Number(dirname(link).slice("/proc/".length))
      : [];
  });
}

/** The working folder of a process; empty if it has ended, or belongs to another user. */
function placeOf(link: string): string {
  try {
    return readlinkSync(link).replace(/ \(deleted\)$/, "");
  } catch {
    return "";
  }
}

/** Sends a signal to all processes in a folder; twice, because a process may start another one meanwhile. */
export function signalAll(folder: string, signal: "SIGSTOP" | "SIGCONT"): void {
  for (let times = 0; times < 2; times += 1) for (const id of processesIn(folder)) send(id, signal);
}

/** Kills all processes in a folder, frozen ones included, and waits until none is left. */
export async function killAll(folder: string): Promise<void> {
  for (let left = processesIn(folder); left.length > 0; left = processesIn(folder)) {
    for (const id of left) send(id, "SIGKILL");
    await delay(50);
  }
}

function send(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal);
  } catch {
    // It has ended.
  }
}
