import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { formatLogLine, prefixLines } from "./log-lines.ts";
import { type KeptProcess, type Program, supervise } from "./supervise.ts";

/** A Node process that sends "ready". */
type ProcessOptions = Pick<Program, "name" | "report" | "signal" | "patience" | "pause"> & {
  file: string;
  env: NodeJS.ProcessEnv;
  /** Receives each line as the process wrote it, with the name of the process. */
  tap?: (name: string, line: string) => void;
};

/**
 * Starts a Node process, waits until it sends "ready", and starts it again whenever it ends.
 *
 * @throws {LocalError} when it ends or takes too long before it is ready for the first time
 */
export function keepRunning(options: ProcessOptions): Promise<KeptProcess> {
  const { name, report } = options;
  return supervise({
    ...options,
    launch: () => launch(options),
    untilReady: (child) =>
      new Promise((resolve) => {
        child.on("message", (message) => {
          if (message === "ready") resolve(true);
        });
      }),
    report: (line) => {
      report(prefixLines(name, line));
    },
  });
}

/** In a process group of its own, so that Ctrl-C does not reach it and it is stopped in order. */
function launch({ name, file, env, report, tap }: ProcessOptions): ChildProcess {
  const child = spawn(process.execPath, [file], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.on("error", (error) => {
    report(prefixLines(name, error.message));
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      tap?.(name, line);
      report(prefixLines(name, formatLogLine(line)));
    });
  }
  return child;
}
