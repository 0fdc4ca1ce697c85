import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { prefixLines } from "../processes/log-lines.ts";
import { hasEnded, type KeptProcess, supervise } from "../processes/supervise.ts";
import { postgresEnvironment } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./cluster.ts";
import { readServerState } from "./leftover.ts";

type Server = { place: Place; binaries: Binaries; parameters: string[]; report: (line: string) => void };

/**
 * Starts the server, and starts it again whenever it ends unexpectedly.
 *
 * @throws {LocalError} with PostgreSQL's own reason and the name of its log when it does not start
 */
export function runServer(server: Server): Promise<KeptProcess> {
  const { folder } = server.place;
  const logFile = join(folder, "server.log");
  let logged = 0;
  let fault = "";
  return supervise({
    name: "PostgreSQL",
    launch: () => {
      fault = "";
      logged = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
      return launch(server, logFile).once("error", (error) => (fault = error.message));
    },
    untilReady: async (child) => {
      while (!isReady(folder, child)) {
        if (fault || hasEnded(child)) return false;
        await delay(20);
      }
      return true;
    },
    explain: () => `${fault || lastFault(logFile, logged)}, log: ${logFile}`,
    report: (line) => {
      server.report(prefixLines("postgres", line));
    },
    // PostgreSQL's fast shutdown ends all connections and writes everything; its immediate one needs recovery.
    stopWith: { ask: "SIGINT", force: "SIGQUIT" },
    patience: { start: 600_000, stop: 20_000 }, // recovery after a crash may take long
    pause: { first: 250, longest: 10_000 },
  });
}

/** In a process group of its own, so that Ctrl-C does not reach it and it is stopped in order. */
function launch({ place: { folder, account }, binaries, parameters }: Server, logFile: string): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  if (account !== null) fchownSync(log, account.uid, account.gid);
  const server = spawn(join(binaries.folder, "postgres"), ["-D", folder, ...parameters], {
    ...account,
    cwd: folder,
    env: postgresEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return server;
}

function isReady(folder: string, server: ChildProcess): boolean {
  const state = readServerState(folder);
  return state?.pid === server.pid && state?.ready === true;
}

function lastFault(logFile: string, from: number): string {
  const text = readFileSync(logFile).subarray(from).toString();
  const faults = [...text.matchAll(/(?:FATAL|PANIC): +(.*)/g)];
  return faults.at(-1)?.[1] ?? text.trim().split("\n").at(-1) ?? "";
}
