import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fchownSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { type Account, giveTo, postgresEnvironment } from "../../../local/postgres/account.ts";
import { killAll, signalAll } from "./machine-processes.ts";

/** A program that runs in a folder of its own, and writes its output to a file beside it. */
export type Program = { folder: string; file: string; parameters: string[]; account: Account };

/** A program that a fault can kill, freeze and start again, together with all that it has started. */
export type Daemon = Freezable & { start: () => Promise<void>; kill: () => Promise<void> };

/** What can be stopped for a while without ending, as a machine that hangs does. */
export type Freezable = { freeze: () => void; thaw: () => void };

/** Prepares a program. It does not run yet. */
export function prepareDaemon(program: Program): Daemon {
  const { folder, account } = program;
  return {
    start: async () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await giveTo(account, folder);
      await once(launch(program), "spawn");
    },
    kill: () => killAll(folder),
    ...freezable(folder),
  };
}

/** All processes that run in a folder or below it. */
export function freezable(folder: string): Freezable {
  return {
    freeze: () => {
      signalAll(folder, "SIGSTOP");
    },
    thaw: () => {
      signalAll(folder, "SIGCONT");
    },
  };
}

function launch({ folder, file, parameters, account }: Program): ChildProcess {
  const log = openSync(`${folder}.log`, "a", 0o600);
  if (account !== null) fchownSync(log, account.uid, account.gid);
  const child = spawn(file, parameters, {
    ...account,
    cwd: folder,
    env: { ...postgresEnvironment(), HOME: join(folder) },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}
