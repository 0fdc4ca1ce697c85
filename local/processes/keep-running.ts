import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.ts";
import { formatLogLine } from "./log-lines.ts";

/** A process of ours: `name` stands before every line it writes; `parameters` are Node's, before the file. */
export type ProcessOptions = {
  name: string;
  file: string;
  parameters?: string[];
  env: NodeJS.ProcessEnv;
  report: (line: string) => void;
  /** Gets each line as it was written, with the name of who wrote it. */
  tap?: (name: string, line: string) => void;
  signal?: AbortSignal;
  /** How long the first start may take, and how long a stop, in milliseconds. */
  patience?: { start: number; stop: number };
  /** How long to wait before the first start again, doubling up to the longest, in milliseconds. */
  pause?: { first: number; longest: number };
};

/** A process that is kept running until it is stopped; `pid` is of the run that is ready, if one is. */
export type KeptProcess = { pid(): number | undefined; stop(): Promise<void> };

/**
 * Starts a process, waits until it says `"ready"`, and starts it again whenever it dies after that (SPEC §9).
 *
 * @throws {LocalError} when it ends, or says nothing, before it is ready for the first time
 */
export async function keepRunning(options: ProcessOptions): Promise<KeptProcess> {
  const { report, name, patience = { start: 60_000, stop: 10_000 } } = options;
  const { pause: { first, longest } = { first: 500, longest: 10_000 } } = options;
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let child = launch(options);
  const onAbort = () => child.kill("SIGKILL");
  options.signal?.addEventListener("abort", onAbort);
  let isReady = await becomesReady(child, patience.start);
  options.signal?.removeEventListener("abort", onAbort);
  if (!isReady) {
    child.kill("SIGKILL");
    throw new LocalError(`${name} did not start${exitReason(child)}.`);
  }
  const watch = async () => {
    for (let pause = first; ;) {
      await untilExit(child);
      isReady = false;
      if (isStopping()) return;
      report(
        prefixed(name, `Stopped unexpectedly${exitReason(child)}: starting again in ${pause / 1000} s.`),
      );
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      child = launch(options);
      isReady = await becomesReady(child, patience.start);
      if (!isReady) child.kill("SIGKILL");
      pause = isReady ? first : Math.min(pause * 2, longest);
    }
  };
  const ended = watch();
  return {
    pid: () => (isReady ? child.pid : undefined),
    stop: async () => {
      stopping.abort();
      await stopChild(child, patience.stop);
      await ended;
    },
  };
}

/** In a process group of its own: Ctrl-C in the terminal reaches us alone, and we stop it in order. */
function launch({ name, file, parameters = [], env, report, tap }: ProcessOptions): ChildProcess {
  const child = spawn(process.execPath, [...parameters, file], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.on("error", (error) => {
    report(prefixed(name, error.message));
  });
  for (const stream of [child.stdout, child.stderr]) passOn(stream, name, report, tap);
  return child;
}

function passOn(
  stream: Readable | null,
  name: string,
  report: ProcessOptions["report"],
  tap: ProcessOptions["tap"],
): void {
  if (stream === null) return;
  createInterface({ input: stream }).on("line", (line) => {
    tap?.(name, line);
    report(prefixed(name, formatLogLine(line)));
  });
}

/** Lines with the name of who wrote them in a column before. */
function prefixed(name: string, text: string): string {
  return text.replaceAll(/^/gm, `${name.padEnd(8)} | `);
}

async function becomesReady(child: ChildProcess, patienceMs: number): Promise<boolean> {
  const given = new AbortController();
  const ready = new Promise<boolean>((resolve) => {
    child.on("message", (message) => {
      if (message === "ready") resolve(true);
    });
  });
  const late = delay(patienceMs, false, { signal: given.signal }).catch(() => false);
  const result = await Promise.race([ready, untilExit(child).then(() => false), late]);
  given.abort();
  return result;
}

/** Until it has ended and all its output has been read; at once when it could not even be started. */
async function untilExit(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const closed = [child.stdout, child.stderr].every((stream) => stream?.closed);
  if (!(hasEnded(child) && closed)) await once(child, "close");
}

async function stopChild(child: ChildProcess, patienceMs: number): Promise<void> {
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await untilExit(child);
  clearTimeout(insist);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function exitReason({ exitCode, signalCode }: ChildProcess): string {
  if (signalCode !== null) return ` (${signalCode})`;
  return exitCode === null ? "" : ` (exit code ${exitCode})`;
}
