import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { formatLogLine, prefixLines } from "./log-lines.ts";
import { type KeptProcess, type Program, supervise } from "./supervise.ts";

/** A Node script to keep running. It must send its parent the message "ready" once it is ready. */
type ProcessOptions = Pick<Program, "name" | "report" | "signal" | "patience" | "pause"> & {
  file: string;
  env: NodeJS.ProcessEnv;
  /** Called with each line of the process's output, unformatted, and the name of the process. */
  tap?: (name: string, line: string) => void;
};

/**
 * Starts a Node process, waits until it sends "ready", and from then on restarts it whenever it ends.
 *
 * @throws {LocalError} if the first process ends, or takes too long, before it is ready
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

/** Starts the process in its own process group: Ctrl-C must not end all processes at once, but `stop` in order. */
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
