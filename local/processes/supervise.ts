import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.js";

/** A program to start and restart. Times are in milliseconds. */
export type Program = {
  name: string;
  launch: () => ChildProcess;
  /** Resolves with true when the process is ready, or with false if it cannot become ready. */
  untilReady: (child: ChildProcess) => Promise<boolean>;
  report: (line: string) => void;
  /** Returns why the last process did not become ready. Without this function, messages state its exit code. */
  explain?: () => string;
  /** When aborted, kills the process if it is starting for the first time. Has no effect later. */
  signal?: AbortSignal;
  /** The signals that stop a process: first `ask`, then `force` if it has not ended after `patience.stop`. */
  stopWith?: { ask: NodeJS.Signals; force: NodeJS.Signals };
  patience?: { start: number; stop: number };
  /** The wait before a restart. It doubles after each restart that fails, up to `longest`. */
  pause?: { first: number; longest: number };
};

/** A program that is kept running. `pid` returns undefined while the process is not ready. */
export type KeptProcess = { pid: () => number | undefined; restart: () => void; stop: () => Promise<void> };

const usual = {
  stopWith: { ask: "SIGTERM", force: "SIGKILL" },
  patience: { start: 60_000, stop: 10_000 },
  pause: { first: 500, longest: 10_000 },
} as const;

type Run = Required<Pick<Program, keyof typeof usual>> &
  Program & { child: ChildProcess; isReady: boolean; isRestarting: boolean; stopping: AbortController };

/**
 * Starts a program, waits until it is ready, and from then on restarts it whenever it ends (specification, section 9,
 * npm start).
 *
 * @throws {LocalError} if the first process ends, or `patience.start` passes, before it is ready
 */
export async function supervise(program: Program): Promise<KeptProcess> {
  const child = program.launch();
  const state = { child, isReady: false, isRestarting: false, stopping: new AbortController() };
  const run: Run = { ...usual, ...program, ...state };
  const giveUp = () => child.kill("SIGKILL");
  run.signal?.addEventListener("abort", giveUp);
  const isReady = await becomeReady(run);
  run.signal?.removeEventListener("abort", giveUp);
  if (!isReady) throw new LocalError(`${run.name} did not start${explain(run)}.`);
  const ended = keepStarting(run);
  return {
    pid: () => (run.isReady ? run.child.pid : undefined),
    restart: () => {
      run.isRestarting = true;
      run.child.kill(run.stopWith.ask);
    },
    stop: async () => {
      run.stopping.abort();
      run.child.kill(run.stopWith.ask);
      const force = setTimeout(() => run.child.kill(run.stopWith.force), run.patience.stop);
      await ended;
      clearTimeout(force);
    },
  };
}

async function becomeReady(run: Run): Promise<boolean> {
  const ended = untilEnd(run.child).then(() => false);
  const late = delay(run.patience.start, false, { ref: false });
  run.isReady = await Promise.race([run.untilReady(run.child), ended, late]);
  if (!run.isReady) run.child.kill("SIGKILL");
  return run.isReady;
}

async function keepStarting(run: Run): Promise<void> {
  const { first, longest } = run.pause;
  const isStopping = () => run.stopping.signal.aborted;
  for (let wait = first; ;) {
    await untilEnd(run.child);
    const reason = explain(run);
    run.isReady = false;
    if (isStopping()) return;
    if (!run.isRestarting) {
      run.report(`Stopped unexpectedly${reason}: starting again in ${wait / 1000} s.`);
      await delay(wait, undefined, { signal: run.stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
    }
    run.isRestarting = false;
    run.child = run.launch();
    wait = (await becomeReady(run)) ? first : Math.min(wait * 2, longest);
  }
}

/** Waits until a process has ended and all its output has been read. */
async function untilEnd(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return; // the process could not be started
  const isRead = [child.stdout, child.stderr].every((stream) => stream?.closed ?? true);
  if (!(hasEnded(child) && isRead)) await once(child, "close");
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function explain(run: Run): string {
  const { exitCode, signalCode } = run.child;
  if (run.explain && !run.isReady) return ` (${run.explain()})`;
  if (signalCode !== null) return ` (${signalCode})`;
  return exitCode === null ? "" : ` (exit code ${exitCode})`;
}
