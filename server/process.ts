import { ConfigurationError } from "../db/configuration.ts";
import { UnusableDatabase } from "../db/connections/unusable-database.ts";
import { createLog, type Log } from "./log.ts";
import { isUnavailable } from "./procedures/unavailable.ts";

type Running = { stop: () => Promise<void> };

/**
 * Runs the web or worker process: reads the configuration, starts, and tells the parent process, if any, that it is
 * ready. The process stops gracefully on SIGTERM, SIGINT, or when the parent process ends. If it cannot start, it exits
 * with code 1, after one line if the configuration, the database or the port cannot be used. If the parent process ends
 * before, it ends at once (specification, section 9, npm start).
 *
 * @param name the name of the process in the log
 * @param read reads the configuration of this process
 * @param start starts what the process runs, and returns a function that stops it
 */
export async function runProcess<Read>(
  name: string,
  read: (variables: NodeJS.ProcessEnv) => Read,
  start: (environment: Read, log: Log) => Promise<Running>,
): Promise<void> {
  const log = createLog(name);
  exitOnUncaught(log);
  const stopWatching = endWithParent();
  try {
    const running = await start(read(process.env), log);
    stopWatching();
    stopOnRequest(running, log);
    process.send?.("ready");
  } catch (error) {
    if (isExplained(error)) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, "Could not start");
    process.exit(1);
  }
}

/**
 * Ends this process when the parent process has ended, also if that was while this one loaded. There is nothing to stop
 * yet. Not with `exit`, which never returns while the log has lines for a parent that is gone.
 *
 * @returns a function that stops watching
 */
function endWithParent(): () => void {
  const end = () => process.kill(process.pid, "SIGKILL");
  if (process.send !== undefined && !process.connected) end();
  process.once("disconnect", end);
  return () => process.off("disconnect", end);
}

/** Makes the process exit after an uncaught error, because its state is then unknown. */
function exitOnUncaught(log: Log): void {
  process.on("uncaughtException", (error, origin) => {
    log.fatal({ err: error, origin }, "An error was not caught");
    process.exit(1);
  });
}

/** Whether the message alone tells an operator what to do: about the configuration, the database or the port. */
function isExplained(error: unknown): error is Error {
  if (error instanceof ConfigurationError || error instanceof UnusableDatabase) return true;
  return isUnavailable(error) || (error instanceof Error && "code" in error && error.code === "EADDRINUSE");
}

function stopOnRequest(running: Running, log: Log): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "Stopping");
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Could not stop gracefully");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop(signal);
    });
  process.once("disconnect", () => {
    stop("disconnect");
  });
}
