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
 * Starts the PostgreSQL server, and restarts it whenever it ends unexpectedly.
 *
 * @throws {LocalError} if it does not start, with PostgreSQL's error message and the path of its log
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
    // SIGINT is PostgreSQL's fast shutdown, which closes all connections and writes everything to disk. SIGQUIT is its
    // immediate shutdown, after which the next start has to recover the data.
    stopWith: { ask: "SIGINT", force: "SIGQUIT" },
    patience: { start: 600_000, stop: 20_000 }, // a start can include recovery after a crash, which may take long
    pause: { first: 250, longest: 10_000 },
  });
}

/** Starts the process in its own process group: Ctrl-C must not end it before the processes that use it. */
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
