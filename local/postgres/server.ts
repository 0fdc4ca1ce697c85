import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.ts";
import { postgresEnvironment } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./cluster.ts";
import { readServerState } from "./leftover.ts";

type Server = { place: Place; binaries: Binaries; parameters: string[]; report: (line: string) => void };

/**
 * Starts the server, and starts it again whenever it ends without being told to.
 *
 * @returns how to stop it: fast, but whole; a second call waits for the first
 * @throws {LocalError} with PostgreSQL's own reason and the log's name when it does not start
 */
export async function runServer(server: Server): Promise<() => Promise<void>> {
  let running = await launch(server);
  let stopping = false;
  const isStopping = () => stopping;
  const keepRunning = async () => {
    for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
      await untilExit(running);
      if (isStopping()) return;
      server.report("PostgreSQL stopped unexpectedly: starting it again.");
      await delay(pause);
      try {
        running = await launch(server);
        pause = 250;
      } catch (error) {
        server.report((error as Error).message);
      }
      if (isStopping()) running.kill("SIGINT");
    }
  };
  const ended = keepRunning();
  return async () => {
    stopping = true;
    running.kill("SIGINT"); // PostgreSQL's fast shutdown: ends all connections, writes everything and goes
    const insist = setTimeout(() => running.kill("SIGQUIT"), 20_000);
    await ended;
    clearTimeout(insist);
  };
}

/** Starts the server in a process group of its own, so that Ctrl-C in the terminal reaches us alone. */
async function launch({ place, binaries, parameters }: Server): Promise<ChildProcess> {
  const { folder, account } = place;
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "a", 0o600);
  if (account !== null) fchownSync(log, account.uid, account.gid);
  const logged = statSync(logFile).size;
  const server = spawn(join(binaries.folder, "postgres"), ["-D", folder, ...parameters], {
    ...account,
    cwd: folder,
    env: postgresEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let fault = "";
  server.once("error", (error) => (fault = error.message));
  for (;;) {
    const state = readServerState(folder);
    if (state?.pid === server.pid && state?.ready) return server;
    if (fault || hasEnded(server)) {
      throw new LocalError(
        `PostgreSQL did not start: ${fault || lastFault(logFile, logged)} (log: ${logFile})`,
      );
    }
    await delay(20);
  }
}

function lastFault(logFile: string, from: number): string {
  const text = readFileSync(logFile).subarray(from).toString();
  const faults = [...text.matchAll(/(?:FATAL|PANIC): +(.*)/g)];
  return faults.at(-1)?.[1] ?? text.trim().split("\n").at(-1) ?? "";
}

const hasEnded = (server: ChildProcess) => server.exitCode !== null || server.signalCode !== null;

async function untilExit(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  await new Promise<void>((resolve) =>
    server.once("exit", () => {
      resolve();
    }),
  );
}
